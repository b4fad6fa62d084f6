using Microsoft.Extensions.Primitives;

namespace Mesh.LoadBalancer.Protocols;

/// <summary>
/// Drops what a client's <c>Connection</c> field names: it concerns that connection alone (RFC 9110, 7.6.1), and YARP drops only the fields that are
/// known to. (Beside <c>close</c> or <c>keep-alive</c> Kestrel does not tell what else it names: those fields pass.) What an upgrade and the message's framing need stays, whatever the client names. Costs other requests the look at one header.
/// </summary>
internal sealed class ConnectionFields(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.Connection is { Count: > 0 } connection)
        {
            Drop(headers, connection);
        }

        return next(context);
    }

    private static void Drop(IHeaderDictionary headers, StringValues connection)
    {
        foreach (var list in connection)
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
    }

    private static bool Stays(ReadOnlySpan<char> name) =>
        Is(name, "close") || Is(name, "keep-alive") || Is(name, "Upgrade") || Is(name, "Connection") || Is(name, "Host") || Is(name, "Content-Length")
        || Is(name, "Transfer-Encoding");

    private static bool Is(ReadOnlySpan<char> name, string field) => name.Equals(field, StringComparison.OrdinalIgnoreCase);
}
