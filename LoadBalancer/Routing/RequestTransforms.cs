using Mesh.LoadBalancer.Configuration;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Mesh.LoadBalancer.Routing;

/// <summary>
/// What a request looks like to an instance: the client's own <c>Host</c>; <c>X-Forwarded-*</c> as this balancer saw the connection, whatever the
/// client claims; the path without what <c>strip=</c> names.
/// </summary>
internal static class RequestTransforms
{
    public static void Add(TransformBuilderContext route)
    {
        route.AddOriginalHost();
        route.AddXForwarded(ForwardedTransformActions.Set);
        if (RouteConfigs.StripOf(route.Route) is { } strip)
        {
            route.AddRequestTransform(request =>
            {
                request.Path = Without(strip, request.Path);
                return ValueTask.CompletedTask;
            });
        }
    }

    /// <summary>Cuts as fabio does: the text, not whole segments, and never the leading slash.</summary>
    internal static PathString Without(string prefix, PathString path)
    {
        if (path.Value?.StartsWith(prefix, StringComparison.Ordinal) != true)
        {
            return path;
        }

        var rest = path.Value[prefix.Length..];
        return rest.StartsWith('/') ? rest : $"/{rest}";
    }
}
