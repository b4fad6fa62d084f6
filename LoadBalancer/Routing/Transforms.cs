using System.Net;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Resilience;
using Mesh.LoadBalancer.Listeners.Forwarded;
using Mesh.LoadBalancer.Protocols;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Mesh.LoadBalancer.Routing;

/// <summary>
/// What a request looks like to an instance: the client's own <c>Host</c>; <c>X-Forwarded-*</c> as <see cref="ForwardedHeaders"/> says, whatever the
/// client claims; path and host as the route's options change them. An answer stays as it is.
/// </summary>
internal static class Transforms
{
    public static void Add(TransformBuilderContext route)
    {
        var options = RouteConfigs.SettingsOf(route.Route);
        route.AddOriginalHost(options.Host is null);
        route.UseForwardedHeaders();
        route.AddResponseTransform(DropNamedAsync);
        route.AddResponseTransform(WithholdAsync);
        route.AddResponseTransform(StartEventStreamAsync);
        if (!options.LeavesRequestsAlone)
        {
            route.AddRequestTransform(request =>
            {
                Rewrite(request, options);
                return ValueTask.CompletedTask;
            });
        }
    }

    private static void Rewrite(RequestTransformContext request, RouteSettings options)
    {
        var route = request.HttpContext.GetRouteModel();
        request.Path = OutgoingRequest.PathFor(request.HttpContext, route);
        if (options.Host is not null)
        {
            request.ProxyRequest.Headers.Host = OutgoingRequest.HostFor(request.HttpContext, route);
        }

        if (OutgoingRequest.PrefixFor(route) is { } prefix)
        {
            request.ProxyRequest.Headers.Remove(ForwardedHeaders.Prefix);
            request.ProxyRequest.Headers.TryAddWithoutValidation(ForwardedHeaders.Prefix, prefix);
        }
    }

    // What an instance's Connection field names concerns that connection alone (RFC 9110, 7.6.1).
    private static ValueTask DropNamedAsync(ResponseTransformContext response)
    {
        if (response.ProxyResponse is { } answer && answer.Headers.NonValidated.TryGetValues(HeaderNames.Connection, out var connection))
        {
            ConnectionFields.Drop(response.HttpContext.Response.Headers, connection.ToString());
        }

        return ValueTask.CompletedTask;
    }

    private static ValueTask WithholdAsync(ResponseTransformContext response)
    {
        if (response.ProxyResponse is { } answer && RetryRule.Withholds(response.HttpContext, (int)answer.StatusCode))
        {
            response.HttpContext.Response.Clear();
            response.SuppressResponseBody = true;
        }
        else if (response.ProxyResponse is { StatusCode: HttpStatusCode.SwitchingProtocols } && !AsksToSwitch(response.HttpContext))
        {
            // What would follow is no answer, and whoever asked for none could not tell.
            response.HttpContext.Response.Clear();
            response.HttpContext.Response.StatusCode = StatusCodes.Status502BadGateway;
            response.SuppressResponseBody = true;
        }

        return ValueTask.CompletedTask;
    }

    private static bool AsksToSwitch(HttpContext context) => context.Request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(context.Request.Method);

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
