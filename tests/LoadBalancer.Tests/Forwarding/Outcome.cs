using System.Globalization;

namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>What became of a case.</summary>
/// <param name="Answer">What the client got; null for nothing.</param>
/// <param name="Received">What the instance got.</param>
internal sealed record Outcome(WireMessage? Answer, IReadOnlyList<WireMessage> Received)
{
    /// <summary>What must not happen whatever is sent; null when it did not.</summary>
    public string? Trouble { get; init; }

    /// <summary>
    /// Whether this is what YARP's way does, or more careful: refuses a broken answer that YARP lets pass, sends less over kept connections that have ended,
    /// or does not repeat what is not idempotent, as .NET's client does on a connection that was used before. Of a broken request the instance never sees
    /// more than one that is whole.
    /// </summary>
    public bool DoesAs(Outcome yarps, ForwardingCase @case)
    {
        if (Trouble is not null || yarps.Trouble is not null)
        {
            return false;
        }

        // That a kept connection has just ended may show only when it is used, and the instance then gets nothing.
        return (Describe(Answer) == Describe(yarps.Answer) && (Describe(Received) == Describe(yarps.Received) || Received.Count * yarps.Received.Count == 0))
            || (@case.IsCutByChance && IsWhatAResetLeaves(@case))
            || (@case.IsBroken && Received.Count(request => request is { IsCut: false, IsHeadOnly: false }) <= 1)
            || (@case.IsDoubtful && (CutsOff() || yarps.Answer is null or { Status: 500 } || Received.Count > yarps.Received.Count))
            || (IsRefusedByServer() && yarps.IsRefusedByServer())
            || (yarps.Answer is { Status: 502 } && Received.Count == yarps.Received.Count + 1 && IsRightlyAnswered(@case))
            || (@case.Answer.Length == 0 && Answer is { Status: 502 } && !@case.IsRepeatable);
    }

    private bool IsWhatAResetLeaves(ForwardingCase @case) =>
        CutsOff() || IsRightlyAnswered(@case);

    private bool IsRightlyAnswered(ForwardingCase @case) =>
        (@case.IsRepeatable && Answer?.Body == ScriptedInstance.PlainBody)
        || (Received.Count == 1 && Answer?.Status.ToString(CultureInfo.InvariantCulture) == StatusOf(@case));

    private static string StatusOf(ForwardingCase @case) => string.Concat(@case.Answer) is { Length: > 12 } text ? text[9..12] : "";

    // Whether the answer had begun when it turned out to be broken is chance.
    private bool CutsOff() => Answer is null or { IsCut: true } or { Status: 502 };

    // Whether the client still sees why is chance, too.
    private bool IsRefusedByServer() => Received.Count == 0 && Answer is null or { Status: >= 400 and < 500 };

    public override string ToString() => $"client: {Describe(Answer)}\ninstance: {Describe(Received)}\n{Trouble}";

    private static string Describe(WireMessage? answer) => answer?.ToString() ?? "nothing";

    private static string Describe(IReadOnlyList<WireMessage> received) => string.Join("\ninstance: ", received);
}
