using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Resilience;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Routing;

/// <summary>Sends each request to the endpoint that YARP made for its route. The table is made anew only when routes change, not when instances do.</summary>
internal sealed class CatalogueRouter : IDisposable
{
    private readonly IDisposable _following;
    private volatile RouteTable<Endpoint> _table;

    public CatalogueRouter(EndpointDataSource endpoints)
    {
        _table = TableOf(endpoints);
        _following = ChangeToken.OnChange(endpoints.GetChangeToken, () => _table = TableOf(endpoints));
    }

    public Task RouteAsync(HttpContext context)
    {
        var request = context.Request;
        if (_table.Find(request.Host.Value ?? "", request.Path.Value ?? "") is not { } endpoint)
        {
            return Refusal.NoRouteAsync(context);
        }

        context.SetEndpoint(endpoint);
        return endpoint.RequestDelegate!(context);
    }

    public void Dispose() => _following.Dispose();

    private static RouteTable<Endpoint> TableOf(EndpointDataSource endpoints) => new(
        from endpoint in endpoints.Endpoints
        let route = endpoint.Metadata.GetRequiredMetadata<RouteModel>().Config
        select (RouteConfigs.HostOf(route), RouteConfigs.PathOf(route), endpoint));
}
