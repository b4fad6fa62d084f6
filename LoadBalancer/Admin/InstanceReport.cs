using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Telemetry;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Admin;

/// <summary>Tells of every instance that is known, whether it gets requests, and how many it is answering.</summary>
internal sealed class InstanceReport(CatalogueStore store, IProxyStateLookup proxy, RecentTraffic recent, TimeProvider time)
{
    public InstancesView Make()
    {
        var destinations = proxy.GetClusters().SelectMany(cluster => cluster.Destinations.Values).ToLookup(destination => destination.DestinationId);
        var (services, instances) = recent.Read();
        return new([.. store.Current.Services.Values.OrderBy(service => service.Name, StringComparer.Ordinal).Select(service => new ServiceView(
            service.Name,
            service.Staleness?.Reason,
            service.Staleness is { } staleness ? Math.Round((time.GetUtcNow() - staleness.Since).TotalSeconds, 1) : 0,
            services.GetValueOrDefault(service.Name, TrafficRate.None),
            [.. service.Instances.Select(instance => View(instance, destinations[instance.Id], instances.GetValueOrDefault(instance.Id, TrafficRate.None)))]))]);
    }

    /// <summary>Whether an instance is avoided at the moment, on any of its routes.</summary>
    public bool IsRefusing(Instance instance) => proxy.GetClusters()
        .Any(cluster => cluster.Destinations.TryGetValue(instance.Id, out var destination) && destination.Health.Passive == DestinationHealth.Unhealthy);

    private static InstanceView View(Instance instance, IEnumerable<DestinationState> destinations, TrafficRate recent) => new(
        instance.Id,
        instance.Address,
        destinations.Any(destination => destination.Health.Passive == DestinationHealth.Unhealthy) ? "Refusing" : instance.State.ToString(),
        instance.Reason,
        destinations.Sum(destination => destination.ConcurrentRequestCount),
        destinations.Select(DestinationWeight.Of).DefaultIfEmpty(0).Max(),
        recent,
        instance.Tags);
}
