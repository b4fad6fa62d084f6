using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Routing;

/// <summary>All routes that settings and tags ask for. Depends on tags alone: instances that come and go leave it as it is.</summary>
/// <param name="Routes">The routes, in a stable order.</param>
/// <param name="Problems">What could not be followed.</param>
/// <param name="Matching">How the routes' paths are read.</param>
internal sealed record RoutingPlan(ImmutableArray<ServiceRoute> Routes, ImmutableArray<RoutingProblem> Problems, PathMatching Matching)
{
    private readonly ILookup<string, int> _routesByService = Routes
        .SelectMany((route, i) => route.Services.Select(service => (service, i))).ToLookup(entry => entry.service, entry => entry.i, StringComparer.Ordinal);

    /// <summary>The services that the routes lead to.</summary>
    public IEnumerable<string> Services => _routesByService.Select(routes => routes.Key);

    /// <summary>The positions of the routes that lead to a service.</summary>
    public IEnumerable<int> RoutesTo(string service) => _routesByService[service];
}
