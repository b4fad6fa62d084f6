using System.Collections.ObjectModel;
using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>What YARP carries along with a cluster: whose settings hold for it, and what its route sets for itself.</summary>
internal sealed class ClusterMetadata(ServiceRoute route) : ReadOnlyDictionary<string, string>(new Dictionary<string, string> { [ServiceKey] = route.Service })
{
    public const string ServiceKey = "service";

    /// <summary>What the route sets for itself; null when that is nothing.</summary>
    public RouteOverrides? Overrides { get; } = route.Options.Overrides;
}
