using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Routing;
using Mesh.LoadBalancer.Telemetry;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>
/// Makes requests follow the catalogue, on the thread that brings the change. YARP compares all it has with all it gets, which is right when routes
/// change. When only instances do, which is nearly always, the clusters concerned are changed directly, so that a change costs the same however
/// many services there are.
/// </summary>
internal sealed class CatalogueApplier(
    CatalogueConfigBuilder builder,
    CatalogueConfigProvider provider,
    IProxyStateLookup proxy,
    IClusterDestinationsUpdater destinations,
    LoadBalancerMetrics metrics,
    ChangeTracing tracing,
    FirstAnswers first,
    TimeProvider time,
    LastResortLog lastResort,
    RoutingLog log)
{
    public void Follow(CatalogueSnapshot snapshot, IReadOnlyCollection<string> changed)
    {
        var last = provider.Current;
        var next = builder.Next(last, snapshot, changed);
        var changes = tracing.Observe(last.Snapshot, snapshot, changed);
        provider.Current = next;
        if (ReferenceEquals(next.Plan, last.Plan))
        {
            ApplyInstances(last, next);
        }
        else
        {
            log.Tell(last.Plan, next.Plan);
            last.SignalRoutesChanged();
            ApplyWeights(next);
        }

        provider.Applied = next;
        foreach (var service in changed)
        {
            first.Came(service);
        }

        metrics.RecordApplication(time.GetElapsedTime(snapshot.ChangedAt));
        tracing.Applied(changes);
        lastResort.Tell(last.Snapshot, next.Snapshot, changed);
    }

    private void ApplyInstances(CatalogueConfig last, CatalogueConfig next)
    {
        for (var i = 0; i < next.ClusterConfigs.Length; i++)
        {
            var config = next.ClusterConfigs[i];
            if (!ReferenceEquals(config, last.ClusterConfigs[i]) && proxy.TryGetCluster(config.ClusterId, out var cluster))
            {
                Apply(cluster, config.Destinations!);
            }
        }
    }

    // YARP keeps the destinations that it takes for unchanged, and their weights with them.
    private void ApplyWeights(CatalogueConfig next)
    {
        foreach (var config in next.ClusterConfigs)
        {
            if (proxy.TryGetCluster(config.ClusterId, out var cluster))
            {
                Apply(cluster, config.Destinations!);
            }
        }
    }

    private void Apply(ClusterState cluster, IReadOnlyDictionary<string, DestinationConfig> wanted)
    {
        foreach (var (id, config) in wanted)
        {
            if (!cluster.Destinations.TryGetValue(id, out var known) || known.Model.Config != config)
            {
                cluster.Destinations[id] = new(id, new(config));
            }
            else if (DestinationWeight.Of(known.Model.Config) is { } weight && DestinationWeight.Of(config) is { } wanting)
            {
                weight.Value = wanting.Value;
            }
        }

        foreach (var id in cluster.Destinations.Keys.Where(id => !wanted.ContainsKey(id)))
        {
            cluster.Destinations.TryRemove(id, out _);
        }

        destinations.UpdateAllDestinations(cluster);
    }
}
