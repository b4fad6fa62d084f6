using System.Globalization;
using System.Text;

namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>A request or an answer as it stood on the wire, taken apart so that only differences that mean something remain.</summary>
/// <param name="Head">The first line and the header lines.</param>
internal sealed record WireMessage(string Head)
{
    private static readonly string[] TraceFields = ["traceparent", "tracestate", "baggage", "Correlation-Context", "Request-Id"];

    public string Body { get; init; } = "";

    /// <summary>Whether the connection ended before the message did.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether the body does not matter.</summary>
    public bool IsHeadOnly { get; init; }

    /// <summary>The status of an answer.</summary>
    public int Status => int.Parse(Head.AsSpan(9, 3), CultureInfo.InvariantCulture);

    public string FirstLine => Head[..Head.IndexOf("\r\n", StringComparison.Ordinal)];

    public IEnumerable<string> ValuesOf(string name) => Fields().Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    /// <summary>
    /// The order of fields with different names means nothing, nor do trace fields (another test may have a listener in this process), the moment of an answer, how the body was cut into chunks, and whether a request
    /// without a body says so.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder(FirstLine).AppendLine();
        foreach (var field in Fields().Where(field => !IsVoid(field.Name, field.Value)).GroupBy(field => field.Name.ToUpperInvariant()).OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            text.Append(field.Key).Append(": ").AppendJoin(Separator(field.Key), field.Select(one => one.Value.Replace(", ", ",", StringComparison.Ordinal))).AppendLine();
        }

        return (IsHeadOnly ? text.Append("(any body)") : IsCut ? text.Append("(cut)") : text.Append('[').Append(Body).Append(']')).ToString();
    }

    private static string Separator(string name) => name switch { "COOKIE" => "; ", "USER-AGENT" => " ", _ => "," };

    private bool IsVoid(string name, string value) =>
        name.Equals("Date", StringComparison.OrdinalIgnoreCase)
        || TraceFields.Contains(name, StringComparer.OrdinalIgnoreCase)
        || (value == "0" && name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) && !Head.StartsWith("HTTP/", StringComparison.Ordinal));

    private IEnumerable<(string Name, string Value)> Fields() => Head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(line => line.Split(':', 2)).Select(parts => (parts[0], parts.ElementAtOrDefault(1)?.Trim(' ', '\t') ?? "(no colon)"));
}
