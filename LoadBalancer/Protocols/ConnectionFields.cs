namespace Mesh.LoadBalancer.Protocols;

/// <summary>
/// Drops what a client's <c>Connection</c> field names: it concerns that connection alone (RFC 9110, 7.6.1), and YARP drops only the fields that are
/// known to. What an upgrade and the message's framing need stays, whatever is named. Costs other requests the look at one header.
/// </summary>
internal sealed class ConnectionFields(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.Connection is { Count: > 0 } connection)
        {
            foreach (var list in connection)
            {
                Drop(headers, list);
            }
        }

        return next(context);
    }

    /// <summary>Removes the fields that the value of a <c>Connection</c> field names.</summary>
    public static void Drop(IHeaderDictionary headers, string? list)
    {
        foreach (var option in list.AsSpan().Split(','))
        {
            var name = list.AsSpan(option).Trim(" \t");
            if (name.Length > 0 && !Stays(name))
            {
                headers.Remove(name.ToString());
            }
        }
    }

    private static bool Stays(ReadOnlySpan<char> name) =>
        ConnectionFieldText.IsOption(name) || Is(name, "Connection") || Is(name, "Host") || Is(name, "Content-Length") || Is(name, "Transfer-Encoding");

    private static bool Is(ReadOnlySpan<char> name, string field) => name.Equals(field, StringComparison.OrdinalIgnoreCase);
}
