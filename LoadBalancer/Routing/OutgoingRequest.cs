using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Protocols;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Routing;

/// <summary>What an instance sees of a request, as the route's options say. The one truth for every way to an instance.</summary>
internal static class OutgoingRequest
{
    /// <summary>The path: the client's own unless the route has <c>strip=</c> or <c>prepend=</c>.</summary>
    public static PathString PathFor(HttpContext context, RouteModel route)
    {
        var settings = RouteConfigs.SettingsOf(route.Config);
        return settings.LeavesRequestsAlone ? context.Request.Path : PathRewrite.Of(settings, context.Request.Path.Value ?? "/");
    }

    /// <summary>The <c>Host</c>: the client's own unless the route has <c>host=</c>. Ask when the destination is chosen.</summary>
    public static string HostFor(HttpContext context, RouteModel route) => RouteConfigs.SettingsOf(route.Config).Host switch
    {
        null => context.Request.Host.Value ?? "",
        "dst" => AuthorityOf(context.GetReverseProxyFeature().ProxiedDestination!.Model.Config.Address),
        var name => name,
    };

    /// <summary>The value of <c>X-Forwarded-Prefix</c>: what <c>strip=</c> cuts off; null for none.</summary>
    public static string? PrefixFor(RouteModel route) =>
        RouteConfigs.SettingsOf(route.Config).Strip is { } cut ? FieldText.Of(cut) : null;

    private static string AuthorityOf(string address) => address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..];
}
