namespace Mesh.LoadBalancer.Protocols;

/// <summary>
/// Drops what a client's <c>Connection</c> lines name: it concerns that connection alone (RFC 9110, 7.6.1), and YARP drops only the fields that are
/// known to. What an upgrade and the message's framing need stays, whatever is named. Costs other requests the look at one field.
/// </summary>
internal sealed class ConnectionFields(RequestDelegate next)
{
    // Set where Kestrel reads a head, which is in the flow that then handles the request; Kestrel takes its own flow up again for the next request.
    private static readonly AsyncLocal<string?> OfRequest = new();

    /// <summary>What the lines of the request that is handled here name, joined by commas; null for nothing.</summary>
    public static string? Named => OfRequest.Value;

    public Task InvokeAsync(HttpContext context)
    {
        if (Named is { } named)
        {
            Drop(context.Request.Headers, named);
        }

        return next(context);
    }

    /// <summary>The head that is read here has a line that names fields.</summary>
    public static void Note(string line) => OfRequest.Value = OfRequest.Value is { } others ? $"{others},{line}" : line;

    /// <summary>Removes the fields that the value of a <c>Connection</c> field names.</summary>
    public static void Drop(IHeaderDictionary headers, string list)
    {
        foreach (var part in list.AsSpan().Split(','))
        {
            var name = list.AsSpan(part).Trim(" \t");
            if (name.Length > 0 && !Stays(name))
            {
                headers.Remove(name.ToString());
            }
        }
    }

    /// <summary>Whether the value of a <c>Connection</c> field names a field.</summary>
    public static bool Names(string list, string field)
    {
        foreach (var part in list.AsSpan().Split(','))
        {
            if (Is(list.AsSpan(part).Trim(" \t"), field))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Stays(ReadOnlySpan<char> name) =>
        ConnectionFieldText.IsOption(name) || Is(name, "Connection") || Is(name, "Host") || Is(name, "Content-Length") || Is(name, "Transfer-Encoding");

    private static bool Is(ReadOnlySpan<char> name, string field) => name.Equals(field, StringComparison.OrdinalIgnoreCase);
}
