using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Resilience;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Routing;

/// <summary>Sends each request to the endpoint that YARP made for its route. The table is made anew only when routes change, not when instances do.</summary>
internal sealed class CatalogueRouter : IDisposable
{
    private readonly IDisposable _following;
    private volatile RouteTable<Entry> _table;

    public CatalogueRouter(EndpointDataSource endpoints, PathMatching matching)
    {
        _table = TableOf(endpoints, matching);
        _following = ChangeToken.OnChange(endpoints.GetChangeToken, () => _table = TableOf(endpoints, matching));
    }

    public Task RouteAsync(HttpContext context)
    {
        if (_table.Find(context.Request) is not { } entry)
        {
            return Refusal.NoRouteAsync(context);
        }

        context.SetEndpoint(entry.Endpoint);
        return entry.Handling(context);
    }

    public void Dispose() => _following.Dispose();

    private static RouteTable<Entry> TableOf(EndpointDataSource endpoints, PathMatching matching) => new(
        from endpoint in endpoints.Endpoints
        let route = RouteConfigs.RouteOf(endpoint.Metadata.GetRequiredMetadata<RouteModel>().Config)
        select (route.Match, new Entry(endpoint, RouteGate.Before(endpoint.RequestDelegate!, route.Options))),
        matching);

    private sealed record Entry(Endpoint Endpoint, RequestDelegate Handling);
}
