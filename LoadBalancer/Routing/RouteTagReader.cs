namespace Mesh.LoadBalancer.Routing;

/// <summary>
/// Reads fabio's route tags. Grammar and meaning: fabio's documentation, "Quickstart" and "cfg/routes". An option that would change who may
/// come in or where a request goes, and that is not supported, makes the tag unusable rather than wrong.
/// </summary>
internal static class RouteTagReader
{
    private static readonly string[] Unsupported = ["prepend", "host", "redirect", "allow", "deny", "auth", "tlsskipverify", "pxyproto", "register"];

    public static RouteTagReading Read(string tag)
    {
        var parts = tag.Trim()[RouteTag.Prefix.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            return RouteTagReading.Refused("it names neither a host nor a path");
        }

        var slash = parts[0].IndexOf('/', StringComparison.Ordinal);
        var host = (slash < 0 ? parts[0] : parts[0][..slash]).ToLowerInvariant();
        var path = slash < 0 ? "/" : parts[0][slash..];
        return ProblemWith(host, path) is { } problem ? RouteTagReading.Refused(problem) : ReadOptions(new RouteTag(host, path), parts.AsSpan(1));
    }

    private static string? ProblemWith(string host, string path) =>
        host.StartsWith(':') ? "a port alone is a TCP route, and only HTTP is balanced"
        : host.Contains('$', StringComparison.Ordinal) || path.Contains('$', StringComparison.Ordinal) ? "variables are not supported"
        : host.Any(letter => !IsHostLetter(letter)) ? $"'{host}' is not a host name: letters, digits, '-', '.', '_', '*' and a port make one"
        : null;

    private static bool IsHostLetter(char letter) => char.IsLetterOrDigit(letter) || letter is '-' or '.' or '_' or '*' or ':' or '[' or ']';

    private static RouteTagReading ReadOptions(RouteTag route, ReadOnlySpan<string> options)
    {
        string? remark = null;
        foreach (var option in options)
        {
            var (name, value) = option.Split('=', 2) is [var key, var given] ? (key, given) : (option, "");
            switch (name)
            {
                case "strip" when value.StartsWith('/'):
                    route = route with { Strip = value };
                    break;
                case "strip":
                    return RouteTagReading.Refused($"'{option}' is not a path: strip=/path would work");
                case "proto" when ReadProtocol(value) is { } protocol:
                    route = route with { Protocol = protocol };
                    break;
                case "proto":
                    return RouteTagReading.Refused($"'{option}' is not supported: http, https, grpc, grpcs and h2c are");
                case var _ when Unsupported.Contains(name):
                    return RouteTagReading.Refused($"'{name}=' is not supported");
                default:
                    remark = $"'{option}' is ignored";
                    break;
            }
        }

        return new(route, remark);
    }

    private static Protocol? ReadProtocol(string value) => value switch
    {
        "http" => Protocol.Http,
        "https" => Protocol.Https,
        "grpc" or "h2c" => Protocol.Http2Cleartext,
        "grpcs" => Protocol.Http2Tls,
        _ => null,
    };
}
