using Mesh.LoadBalancer.Catalogue;
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

    public CatalogueRouter(EndpointDataSource endpoints, PathMatching matching, ServiceActivity activity)
    {
        _table = TableOf(endpoints, matching, activity);
        _following = ChangeToken.OnChange(endpoints.GetChangeToken, () => _table = TableOf(endpoints, matching, activity));
    }

    public Task RouteAsync(HttpContext context)
    {
        if (_table.Find(context.Request) is not { } entry)
        {
            return Refusal.NoRouteAsync(context);
        }

        entry.Mark.Set();
        context.SetEndpoint(entry.Endpoint);
        return entry.Handling(context);
    }

    public void Dispose() => _following.Dispose();

    private static RouteTable<Entry> TableOf(EndpointDataSource endpoints, PathMatching matching, ServiceActivity activity)
    {
        var routes = endpoints.Endpoints
            .Select(endpoint => (Endpoint: endpoint, Route: RouteConfigs.RouteOf(endpoint.Metadata.GetRequiredMetadata<RouteModel>().Config))).ToList();
        var marks = activity.MarksFor(routes.Select(entry => entry.Route.Services));
        return new(
            routes.Select((entry, i) => (
                entry.Route.Match,
                new Entry(entry.Endpoint, RouteGate.Before(entry.Endpoint.RequestDelegate!, entry.Route.Options), marks[i]))),
            matching);
    }

    private sealed record Entry(Endpoint Endpoint, RequestDelegate Handling, ActivityMark Mark);
}
