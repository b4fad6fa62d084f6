using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Telemetry;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>
/// Sends a request to an instance and, when that fails in a way <see cref="RetryRule"/> allows, to a different one. Answers in words when there is
/// none. Stands before YARP's choice of a destination and only narrows what it may choose from.
/// </summary>
internal sealed class RetryMiddleware(RequestDelegate next, LoadBalancerOptions options, Refusals refusals, RequestTelemetry telemetry)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = telemetry.Start();
        var proxy = context.GetReverseProxyFeature();
        var service = RouteConfigs.ServiceOf(proxy.Route.Config);
        if (proxy.AvailableDestinations.Count == 0)
        {
            await Refusal.NoInstanceAsync(context, service);
        }
        else
        {
            await next(context);
            if (context.GetForwarderErrorFeature() is { } failure)
            {
                await RecoverAsync(context, proxy, service, failure);
            }
        }

        telemetry.Finished(context, service, proxy.ProxiedDestination, started);
    }

    private async Task RecoverAsync(HttpContext context, IReverseProxyFeature proxy, string service, IForwarderErrorFeature? failure)
    {
        var tried = new List<DestinationState>(options.Retries + 1);
        while (failure is not null)
        {
            var destination = proxy.ProxiedDestination!;
            tried.Add(destination);
            var reason = RetryRule.For(context, failure);
            if (reason == RetryReason.ConnectFailed)
            {
                refusals.Note(destination, failure.Exception!.InnerException!);
            }

            var others = reason == RetryReason.None || tried.Count > options.Retries ? [] : Untried(proxy, tried);
            if (others.Count == 0)
            {
                telemetry.Failed(context, service, destination, failure);
                await Refusal.FailedAsync(context, service);
                return;
            }

            telemetry.Retried(context, service, destination, reason);
            failure = await SendAgainAsync(context, proxy, others);
        }
    }

    private async Task<IForwarderErrorFeature?> SendAgainAsync(HttpContext context, IReverseProxyFeature proxy, IReadOnlyList<DestinationState> others)
    {
        context.Features.Set<IForwarderErrorFeature>(null);
        context.Response.StatusCode = StatusCodes.Status200OK;
        proxy.AvailableDestinations = others;
        await next(context);
        return context.GetForwarderErrorFeature();
    }

    // Asks the cluster anew: since the first attempt instances may have come, gone or been found unwilling.
    private static List<DestinationState> Untried(IReverseProxyFeature proxy, List<DestinationState> tried) =>
        [.. proxy.Route.Cluster!.DestinationsState.AvailableDestinations.Where(destination => !tried.Contains(destination))];
}
