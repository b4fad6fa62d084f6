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
    public CatalogueConfig First(CatalogueSnapshot snapshot) => Build(null, snapshot);

    public CatalogueConfig Next(CatalogueConfig last, CatalogueSnapshot snapshot) => Build(last, snapshot);

    private CatalogueConfig Build(CatalogueConfig? last, CatalogueSnapshot snapshot)
    {
        if (last is null || !ReferenceEquals(snapshot.Tags, last.Snapshot.Tags))
        {
            var plan = planner.Plan(snapshot.Tags);
            return new(
                snapshot,
                plan,
                [.. plan.Routes.Select(RouteConfigs.Write)],
                [.. plan.Routes.Select(route => clusters.Write(route, snapshot))]);
        }

        var routes = last.Plan.Routes;
        var next = last.ClusterConfigs.ToBuilder();
        for (var i = 0; i < routes.Length; i++)
        {
            if (HasChanged(routes[i], last.Snapshot, snapshot))
            {
                next[i] = clusters.Write(routes[i], snapshot);
            }
        }

        return last.With(snapshot, next.MoveToImmutable());
    }

    private static bool HasChanged(ServiceRoute route, CatalogueSnapshot last, CatalogueSnapshot next)
    {
        foreach (var name in route.Services)
        {
            if (!ReferenceEquals(last.Services.GetValueOrDefault(name), next.Services.GetValueOrDefault(name)))
            {
                return true;
            }
        }

        return false;
    }
}
