using System.Text;

namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>What a client sends and what the instance does about it.</summary>
/// <param name="Request">The client's bytes as Latin-1 text, in the pieces that they are sent in.</param>
/// <param name="IsBroken">Whether they are no whole request; the client then ends its side of the connection after them.</param>
/// <param name="Answer">The first instance's bytes, in pieces; a second attempt gets an answer beyond doubt.</param>
/// <param name="End">What the instance does with the connection then.</param>
/// <param name="IsDoubtful">Whether they are an answer that breaks a rule.</param>
/// <param name="AnswersEarly">Whether it answers as soon as it has the request's head.</param>
/// <param name="HoldsBack">Whether the client then sends the last piece of its request only after the answer, where that is heard so soon.</param>
internal sealed record ForwardingCase(string[] Request, bool IsBroken, string[] Answer, AnswerEnd End, bool IsDoubtful, bool AnswersEarly, bool HoldsBack)
{
    /// <summary>The header of requests that are answered late: the balancer gives them less time than others.</summary>
    public const string StallField = "X-Stall";

    /// <summary>The header by which the instance knows a request of this case from one of an earlier case that comes late.</summary>
    public const string NumberField = "X-Case";

    /// <summary>What stands in that header.</summary>
    public required string Number { get; init; }

    /// <summary>Whether it is chance how much of an answer arrives before the connection is reset.</summary>
    public bool IsCutByChance => End == AnswerEnd.Reset && Answer.Length > 0;

    /// <summary>Whether the request may be repeated when its connection breaks.</summary>
    public bool IsRepeatable => Request[0].StartsWith("GET ", StringComparison.Ordinal) || Request[0].StartsWith("HEAD ", StringComparison.Ordinal);

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public override string ToString() =>
        $"request{(IsBroken ? ", then the end" : "")}:\n{Show(Request)}\nanswer{(IsDoubtful ? ", doubtful" : "")}{(AnswersEarly ? ", early" : "")}{(HoldsBack ? " (the client waits for it)" : "")}, then {End}:\n{Show(Answer)}";

    private static string Show(string[] pieces) => string.Join(
        "|", pieces.Select(piece => (piece.Length > 2000 ? piece[..2000] + "…" : piece).Replace("\r", "\\r").Replace("\n", "\\n\n").Replace("\0", "\\0")));
}
