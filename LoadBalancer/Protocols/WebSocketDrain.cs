using Mesh.ServiceDefaults.Drain;
using Microsoft.AspNetCore.Http.Features;

namespace Mesh.LoadBalancer.Protocols;

/// <summary>
/// Closes WebSockets in good order when the balancer is told to stop: both sides learn that it goes away, and the client connects anew, elsewhere, at once.
/// Costs any other request the look at one header.
/// </summary>
internal sealed class WebSocketDrain(RequestDelegate next, IDrain drain)
{
    private const string WebSocket = "websocket";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(context.Request.Method))
        {
            Follow(context.Features, context.Request.Headers.Upgrade.ToString());
        }

        return next(context);
    }

    private void Follow(IFeatureCollection features, string upgrade)
    {
        if (upgrade.Equals(WebSocket, StringComparison.OrdinalIgnoreCase) && features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } http1)
        {
            features.Set<IHttpUpgradeFeature>(new ClosingUpgrade.OfHttp1(http1, drain.Closing));
        }
        else if (features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: WebSocket } http2)
        {
            features.Set<IHttpExtendedConnectFeature>(new ClosingUpgrade.OfHttp2(http2, drain.Closing));
        }
    }
}
