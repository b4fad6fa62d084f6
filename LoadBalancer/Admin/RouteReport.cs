using Mesh.LoadBalancer.Admin.Views;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Limits;
using Mesh.LoadBalancer.Routing;
using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Admin;

/// <summary>Tells which requests go where and what becomes of them, and which tags are not followed.</summary>
internal sealed class RouteReport(CatalogueConfigProvider provider, PoolReport pools, RoutedServices services)
{
    public RoutesView Make()
    {
        var config = provider.Current;
        return new(
            [.. config.Plan.Routes.Select(View)],
            [.. config.Plan.Problems.Select(problem => new ProblemView(problem.Service, problem.Tag, problem.Text))]);
    }

    public RouteView View(ServiceRoute route) => new(
        route.Match.Host,
        route.Match.Path,
        route.Match.Condition?.ToString(),
        route.Service,
        route.Origin,
        (route.Options.Overrides?.Policy ?? services.Of(route.Service).Settings.Balancing.Policy).ToString(),
        route.Options.Protocol.ToString(),
        route.Options.Strip,
        route.Options.Prepend,
        route.Options.Host,
        route.Options.Redirect is { } redirect ? $"{redirect.Status} {redirect.Target}" : null,
        route.Options.Access?.ToString(),
        CircuitBreaker.Describe(pools.Of(route)?.Breaker),
        pools.Of(route)?.Willing.Count ?? 0);
}
