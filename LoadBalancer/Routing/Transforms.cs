using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Listeners.Forwarded;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Mesh.LoadBalancer.Routing;

/// <summary>
/// What a request looks like to an instance: the client's own <c>Host</c>; <c>X-Forwarded-*</c> as <see cref="ForwardedHeaders"/> says, whatever the
/// client claims; the path without what <c>strip=</c> names. An answer stays as it is.
/// </summary>
internal static class Transforms
{
    public static void Add(TransformBuilderContext route)
    {
        route.AddOriginalHost();
        route.UseForwardedHeaders();
        route.AddResponseTransform(StartEventStreamAsync);
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

    // YARP holds the head back until the first byte of the body, and a stream of events may have none for long.
    private static async ValueTask StartEventStreamAsync(ResponseTransformContext response)
    {
        if (response.ProxyResponse is not null
            && response.HttpContext.Response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true)
        {
            await response.HttpContext.Response.Body.FlushAsync(response.CancellationToken);
        }
    }
}
