using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>
/// Says which destinations may be chosen, whenever a cluster changes: all but those that lately refused a connection, or simply all when every one
/// did. Sorted, so that taking turns is fair and the same in every process.
/// </summary>
internal sealed class InOrderUnlessRefused : IAvailableDestinationsPolicy
{
    public const string PolicyName = "Mesh.InOrderUnlessRefused";

    public string Name => PolicyName;

    public IReadOnlyList<DestinationState> GetAvailalableDestinations(ClusterConfig config, IReadOnlyList<DestinationState> allDestinations)
    {
        var willing = allDestinations.Where(destination => destination.Health.Passive != DestinationHealth.Unhealthy);
        var chosen = willing.OrderBy(destination => destination.DestinationId, StringComparer.Ordinal).ToArray();
        return chosen.Length > 0 ? chosen : [.. allDestinations.OrderBy(destination => destination.DestinationId, StringComparer.Ordinal)];
    }
}
