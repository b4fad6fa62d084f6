using System.Collections.Immutable;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Routing;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>One configuration of YARP, and what it was made of. Immutable but for the signal that a newer one exists.</summary>
internal sealed class CatalogueConfig : IProxyConfig
{
    private readonly CancellationTokenSource _superseded = new();

    public CatalogueConfig(CatalogueSnapshot snapshot, RoutingPlan plan, ImmutableArray<RouteConfig> routes, ImmutableArray<ClusterConfig> clusters)
    {
        Snapshot = snapshot;
        Plan = plan;
        RouteConfigs = routes;
        ClusterConfigs = clusters;
        ChangeToken = new CancellationChangeToken(_superseded.Token);
    }

    public CatalogueSnapshot Snapshot { get; }

    public RoutingPlan Plan { get; }

    public ImmutableArray<RouteConfig> RouteConfigs { get; }

    public ImmutableArray<ClusterConfig> ClusterConfigs { get; }

    public IChangeToken ChangeToken { get; }

    IReadOnlyList<RouteConfig> IProxyConfig.Routes => RouteConfigs;

    IReadOnlyList<ClusterConfig> IProxyConfig.Clusters => ClusterConfigs;

    /// <summary>Makes YARP ask for the newer configuration; returns when it has been applied, or is being applied by another thread.</summary>
    public void SignalSuperseded() => _superseded.Cancel();
}
