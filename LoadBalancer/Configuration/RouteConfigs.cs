using System.Collections.ObjectModel;
using Mesh.LoadBalancer.Routing;
using Yarp.ReverseProxy.Configuration;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>
/// Writes routes as YARP's, and reads back what YARP carries along. Equal routes give equal configurations, so that YARP keeps its endpoints.
/// </summary>
internal static class RouteConfigs
{
    private const string Service = "service";
    private const string Host = "host";
    private const string Path = "path";
    private const string Strip = "strip";

    // Mesh matches requests itself (RouteTable): ASP.NET's route patterns have no prefixes that end within a segment.
    private static readonly RouteMatch EveryRequest = new() { Path = "/{**any}" };

    public static RouteConfig Write(ServiceRoute route)
    {
        var metadata = new Dictionary<string, string> { [Service] = route.Service, [Host] = route.Match.Host, [Path] = route.Match.Path };
        if (route.Match.Strip is { } strip)
        {
            metadata.Add(Strip, strip);
        }

        return new() { RouteId = route.Id, ClusterId = route.Id, Match = EveryRequest, Metadata = new ReadOnlyDictionary<string, string>(metadata) };
    }

    public static string ServiceOf(RouteConfig route) => route.Metadata![Service];

    public static string HostOf(RouteConfig route) => route.Metadata![Host];

    public static string PathOf(RouteConfig route) => route.Metadata![Path];

    public static string? StripOf(RouteConfig route) => route.Metadata!.GetValueOrDefault(Strip);
}
