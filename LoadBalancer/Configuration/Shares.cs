using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>
/// The shares of a route's instances. Without <c>weight=</c> they are Consul's weights. With it as fabio says (documentation, "route weight"): an instance
/// whose tag names a share gets it; the others divide what is left by Consul's weights; what is named in all is brought down to 100 % when it is
/// more, and up when no other instance takes part.
/// </summary>
internal static class Shares
{
    /// <summary>Each instance with its share, relative to the others.</summary>
    public static IEnumerable<(Instance Instance, double Share)> Of(ServiceRoute route, IReadOnlyList<(string Service, Instance Instance)> instances)
    {
        if (!route.Tags.Any(tag => tag.Share is not null))
        {
            return instances.Select(entry => (entry.Instance, (double)entry.Instance.Weight));
        }

        var named = instances.Select(entry => route.Tags
            .Where(tag => tag.Service == entry.Service && entry.Instance.Tags.Contains(tag.Text)).Max(tag => tag.Share)).ToList();
        var sum = named.Sum() ?? 0;
        var scale = sum > 1 ? 1 / sum : 1;
        var rest = Math.Max(0, 1 - sum);
        var restWeights = instances.Where((_, i) => named[i] is null).Sum(entry => (double)entry.Instance.Weight);
        return instances.Select((entry, i) => (
            entry.Instance, named[i] is { } share ? share * scale : restWeights > 0 ? rest * entry.Instance.Weight / restWeights : 0));
    }
}
