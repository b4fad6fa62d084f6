using System.Globalization;
using System.Text;

namespace Mesh.LoadBalancer.Routing;

/// <summary>Reads the options of a route tag.</summary>
internal static class RouteTagOptions
{
    public static RouteTagReading Read(RouteMatch match, ReadOnlySpan<string> options)
    {
        var route = new RouteTag(match, RouteSettings.None);
        string? remark = null;
        foreach (var option in options)
        {
            var (name, value) = option.Split('=', 2) is [var key, var given] ? (key, given) : (option, "");
            var (next, problem) = Apply(route, name, value);
            if (next is null)
            {
                return RouteTagReading.Refused($"'{option}' {problem}");
            }

            remark = problem is null ? remark : $"'{option}' {problem}";
            route = next;
        }

        return new(route, remark);
    }

    // No route: the option cannot be followed. A route and a problem: it can be left aside.
    private static (RouteTag? Route, string? Problem) Apply(RouteTag route, string name, string value) => name switch
    {
        "strip" when value.StartsWith('/') => With(route, route.Options with { Strip = value }),
        "prepend" when value.StartsWith('/') => With(route, route.Options with { Prepend = value }),
        "strip" or "prepend" => (null, $"is not a path: {name}=/path would work"),
        "host" when Ascii.IsValid(value) && Uri.CheckHostName(value.Split(':')[0]) != UriHostNameType.Unknown => With(route, route.Options with { Host = value }),
        "host" => (null, "is not a host name: host=dst or host=example.com would work"),
        "proto" when ProtocolOption.Read(value) is { } protocol => With(route, route.Options with { Protocol = protocol }),
        "proto" => (null, "is not supported: http, https, grpc, grpcs and h2c are"),
        "tlsskipverify" => With(route, route.Options with { SkipTlsVerify = value == "true" }),
        "weight" when double.TryParse(value, CultureInfo.InvariantCulture, out var share) && double.IsFinite(share) =>
            (route with { Share = share > 0 ? share : null }, null),
        "weight" => (route, "is ignored: weight=0.05 would mean 5 %"),
        "redirect" when Redirect.Parse(value) is { } redirect => With(route, route.Options with { Redirect = redirect }),
        "redirect" => (null, "is not a redirection: redirect=301,https://example.com$path would work"),
        "allow" or "deny" when route.Options.Access is not null => (null, "comes on top of another rule of access: one allow= or one deny= would work"),
        "allow" or "deny" when AccessRule.Parse(name == "allow", value) is { } access => With(route, route.Options with { Access = access }),
        "allow" or "deny" => (null, $"is not a rule of access: {name}=ip:10.0.0.0/8,ip:fe80::1 would work"),
        "auth" => (null, "is not supported, and without it anyone could come in"),
        "pxyproto" or "grpcservername" => (null, "is not supported"),
        "register" => (route, "is left aside: the balancer registers nothing"),
        _ => (route, "is ignored"),
    };

    private static (RouteTag Route, string? Problem) With(RouteTag route, RouteSettings options) => (route with { Options = options }, null);
}
