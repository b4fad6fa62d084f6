using System.Collections.Immutable;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>
/// Makes the next configuration out of the last one and a snapshot. What did not change is taken over as the same object: a changed instance costs
/// one new cluster, and only changed tags cost new routes.
/// </summary>
internal sealed class CatalogueConfigBuilder(RoutingPlanner planner, ClusterConfigs clusters)
{
    public CatalogueConfig First(CatalogueSnapshot snapshot)
    {
        var plan = planner.Plan(snapshot.Tags);
        return new(
            snapshot,
            plan,
            [.. plan.Routes.Select(RouteConfigs.Write)],
            [.. plan.Routes.Select(route => clusters.Write(route, snapshot))]);
    }

    /// <summary>The configuration after <paramref name="last"/>.</summary>
    /// <param name="last">The one in use.</param>
    /// <param name="snapshot">What is known now.</param>
    /// <param name="changed">The services that changed since.</param>
    public CatalogueConfig Next(CatalogueConfig last, CatalogueSnapshot snapshot, IReadOnlyCollection<string> changed)
    {
        if (!ReferenceEquals(snapshot.Tags, last.Snapshot.Tags))
        {
            return First(snapshot);
        }

        var next = last.ClusterConfigs.ToBuilder();
        foreach (var route in changed.SelectMany(last.Plan.RoutesTo).Distinct())
        {
            next[route] = clusters.Write(last.Plan.Routes[route], snapshot);
        }

        return last.With(snapshot, next.DrainToImmutable());
    }
}
