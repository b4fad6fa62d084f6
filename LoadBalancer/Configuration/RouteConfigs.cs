using Mesh.LoadBalancer.Routing;
using Yarp.ReverseProxy.Configuration;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>
/// Writes routes as YARP's, and reads back what YARP carries along. Equal routes give equal configurations, so that YARP keeps its endpoints.
/// </summary>
internal static class RouteConfigs
{
    // Mesh matches requests itself (RouteTable): ASP.NET's route patterns have no prefixes that end within a segment.
    private static readonly Yarp.ReverseProxy.Configuration.RouteMatch EveryRequest = new() { Path = "/{**any}" };

    public static RouteConfig Write(ServiceRoute route) =>
        new() { RouteId = route.Id, ClusterId = route.Id, Match = EveryRequest, Metadata = new RouteMetadata(route) };

    /// <summary>The route that a configuration was written from.</summary>
    public static ServiceRoute RouteOf(RouteConfig route) => ((RouteMetadata)route.Metadata!).Route;

    /// <summary>The service that gets the requests.</summary>
    public static string ServiceOf(RouteConfig route) => RouteOf(route).Service;

    /// <summary>What becomes of them on their way.</summary>
    public static RouteSettings SettingsOf(RouteConfig route) => RouteOf(route).Options;
}
