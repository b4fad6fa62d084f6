using Mesh.LoadBalancer.Services;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>
/// Every instance that takes part in some route, once however many routes there are. An instance that left its last route is forgotten. Not for use
/// by several threads at once: <see cref="Pools"/> sees to that.
/// </summary>
internal sealed class Upstreams(TimeProvider time)
{
    private readonly Dictionary<(string Id, string Authority), Upstream> _known = [];

    /// <summary>The instance behind a destination, which takes part in the route from now on.</summary>
    public Upstream Join(ClusterState cluster, DestinationState destination, RoutedService service)
    {
        var key = (destination.DestinationId, AuthorityOf(destination.Model.Config.Address));
        if (!_known.TryGetValue(key, out var upstream))
        {
            _known[key] = upstream = new(key.DestinationId, key.Item2, service, time);
            service.Upstreams = service.Upstreams.Add(upstream);
        }

        if (!upstream.Clusters.Contains(cluster))
        {
            upstream.Clusters = upstream.Clusters.Add(cluster);
        }

        return upstream;
    }

    /// <summary>The instance does not take part in the route any more.</summary>
    public void Leave(ClusterState cluster, Upstream upstream)
    {
        upstream.Clusters = upstream.Clusters.Remove(cluster);
        if (upstream.Clusters.IsEmpty && _known.Remove((upstream.Id, upstream.Authority)))
        {
            upstream.Service.Upstreams = upstream.Service.Upstreams.Remove(upstream);
        }
    }

    private static string AuthorityOf(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = address.IndexOf('/', start);
        return end < 0 ? address[start..] : address[start..end];
    }
}
