using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Admin;

/// <summary>Tells which requests go where, and which tags are not followed.</summary>
internal sealed class RouteReport(CatalogueConfigProvider provider)
{
    public RoutesView Make()
    {
        var config = provider.Current;
        return new(
            [.. config.Plan.Routes.Select(route => View(config, route))],
            [.. config.Plan.Problems.Select(problem => new ProblemView(problem.Service, problem.Tag, problem.Text))]);
    }

    public static RouteView View(CatalogueConfig config, ServiceRoute route) => new(
        route.Match.Host, route.Match.Path, route.Service, route.Origin, route.Options.Strip, route.Options.Protocol.ToString(),
        ClusterConfigs.Candidates(route, config.Snapshot).Count());
}
