using Mesh.LoadBalancer.Protocols;
using Mesh.LoadBalancer.Resilience;

namespace Mesh.LoadBalancer.Routing;

/// <summary>What stands before a route that says who may come in, or that sends clients elsewhere. Routes that do neither have none.</summary>
internal static class RouteGate
{
    /// <summary>Puts the gate before a route's own handling; gives that back unchanged when the route needs no gate.</summary>
    public static RequestDelegate Before(RequestDelegate next, RouteSettings options)
    {
        var handling = options.Redirect is { } redirect ? context => RedirectAsync(context, redirect, options.Strip, next) : next;
        return options.Access is { } access
            ? context => access.Admits(context.Connection.RemoteIpAddress) ? handling(context) : Refusal.NotAdmittedAsync(context)
            : handling;
    }

    // A redirection to where the request came from is passed on instead, as with fabio.
    private static Task RedirectAsync(HttpContext context, Redirect redirect, string? strip, RequestDelegate next)
    {
        if (redirect.For(context.Request, strip) is not { } target)
        {
            return next(context);
        }

        context.Response.StatusCode = redirect.Status;
        context.Response.Headers.Location = FieldText.Of(target);
        return Task.CompletedTask;
    }
}
