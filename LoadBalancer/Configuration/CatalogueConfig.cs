using System.Collections.Immutable;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Routing;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>One configuration of YARP, and what it was made of. Immutable but for the signal that there are other routes now.</summary>
internal sealed class CatalogueConfig : IProxyConfig
{
    // Shared by all configurations with the same routes: YARP is listening to whichever of them it loaded.
    private readonly CancellationTokenSource _routesChanged;

    /// <summary>A configuration with routes of its own.</summary>
    public CatalogueConfig(CatalogueSnapshot snapshot, RoutingPlan plan, ImmutableArray<RouteConfig> routes, ImmutableArray<ClusterConfig> clusters)
        : this(snapshot, plan, routes, clusters, new())
    {
    }

    private CatalogueConfig(
        CatalogueSnapshot snapshot,
        RoutingPlan plan,
        ImmutableArray<RouteConfig> routes,
        ImmutableArray<ClusterConfig> clusters,
        CancellationTokenSource routesChanged)
    {
        Snapshot = snapshot;
        Plan = plan;
        RouteConfigs = routes;
        ClusterConfigs = clusters;
        _routesChanged = routesChanged;
        ChangeToken = new CancellationChangeToken(routesChanged.Token);
    }

    public CatalogueSnapshot Snapshot { get; }

    public RoutingPlan Plan { get; }

    public ImmutableArray<RouteConfig> RouteConfigs { get; }

    public ImmutableArray<ClusterConfig> ClusterConfigs { get; }

    public IChangeToken ChangeToken { get; }

    /// <summary>The services that routes lead to and that Consul has not answered about yet.</summary>
    public IEnumerable<string> Unanswered => Plan.Services.Where(service => !Snapshot.Services.ContainsKey(service));

    IReadOnlyList<RouteConfig> IProxyConfig.Routes => RouteConfigs;

    IReadOnlyList<ClusterConfig> IProxyConfig.Clusters => ClusterConfigs;

    /// <summary>The same routes with other instances.</summary>
    public CatalogueConfig With(CatalogueSnapshot snapshot, ImmutableArray<ClusterConfig> clusters) =>
        new(snapshot, Plan, RouteConfigs, clusters, _routesChanged);

    /// <summary>Makes YARP load the configuration that is in use now; returns when it has.</summary>
    public void SignalRoutesChanged() => _routesChanged.Cancel();
}
