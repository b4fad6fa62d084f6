namespace Mesh.Consul;

/// <summary>A parsed address: where requests go, and through which Unix socket if any.</summary>
/// <param name="Base">What every request's path is relative to; ends with a slash.</param>
/// <param name="Socket">The path of a Unix socket, or null for TCP.</param>
internal sealed record ConsulAddress(Uri Base, string? Socket)
{
    private const string UnixScheme = "unix://";

    public static ConsulAddress? TryParse(string text, bool useTls)
    {
        if (text.StartsWith(UnixScheme, StringComparison.OrdinalIgnoreCase))
        {
            var socket = text[UnixScheme.Length..];
            return socket.StartsWith('/') ? new(new Uri("http://localhost/"), socket) : null;
        }

        var withScheme = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        return Uri.TryCreate(withScheme, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 }
                ? new(Normalise(uri, useTls), null)
                : null;
    }

    private static Uri Normalise(Uri uri, bool useTls)
    {
        var port = uri.IsDefaultPort ? -1 : uri.Port;
        return new UriBuilder(useTls ? "https" : uri.Scheme, uri.Host, port, uri.AbsolutePath.TrimEnd('/') + "/").Uri;
    }
}
