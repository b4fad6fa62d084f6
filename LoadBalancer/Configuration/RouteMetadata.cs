using System.Collections.ObjectModel;
using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>
/// A route as YARP's metadata. YARP compares metadata by entries: they hold whatever an endpoint is made of, and not the tags, which decide about
/// instances alone.
/// </summary>
internal sealed class RouteMetadata(ServiceRoute route) : ReadOnlyDictionary<string, string>(Write(route))
{
    /// <summary>The route.</summary>
    public ServiceRoute Route => route;

    private static Dictionary<string, string> Write(ServiceRoute route) => new()
    {
        ["service"] = route.Service,
        ["match"] = route.Match.ToString(),
        ["options"] = route.Options.ToString(),
    };
}
