using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Routing;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Admin;

/// <summary>Looks up what requests really find: the pools.</summary>
internal sealed class PoolReport(IProxyStateLookup proxy)
{
    /// <summary>The pool of a route; null in the moment before it has one.</summary>
    public Pool? Of(ServiceRoute route) => proxy.TryGetCluster(route.Id, out var cluster) ? PoolOf(cluster) : null;

    /// <summary>All instances on all routes, by id.</summary>
    public ILookup<string, Candidate> Candidates() => proxy.GetClusters().Select(PoolOf).OfType<Pool>().SelectMany(pool => pool.All)
        .ToLookup(candidate => candidate.Upstream.Id, StringComparer.OrdinalIgnoreCase);

    private static Pool? PoolOf(ClusterState cluster) => cluster.DestinationsState.AvailableDestinations as Pool;
}
