using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>
/// Decides, whenever a cluster changes, which destinations may be chosen: all but those that lately refused a connection, or simply all when every
/// one did. Sorted, so that taking turns is fair and the same in every process.
/// </summary>
/// <remarks>
/// Takes the place of YARP's own, which looks up the destinations before it takes its lock: a refusal noted while an instance leaves could bring
/// that instance back for good.
/// </remarks>
internal sealed class InOrderUnlessRefused : IClusterDestinationsUpdater
{
    private readonly Lock _lock = new();

    public void UpdateAllDestinations(ClusterState cluster) => Update(cluster);

    public void UpdateAvailableDestinations(ClusterState cluster) => Update(cluster);

    private void Update(ClusterState cluster)
    {
        lock (_lock)
        {
            DestinationState[] all = [.. cluster.Destinations.Values.OrderBy(destination => destination.DestinationId, StringComparer.Ordinal)];
            DestinationState[] willing = [.. all.Where(destination => destination.Health.Passive != DestinationHealth.Unhealthy)];
            cluster.DestinationsState = new(all, willing.Length > 0 ? willing : all);
        }
    }
}
