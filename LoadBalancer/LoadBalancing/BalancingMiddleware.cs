using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Health;
using Mesh.LoadBalancer.Limits;
using Mesh.LoadBalancer.Resilience;
using Mesh.LoadBalancer.Services;
using Mesh.LoadBalancer.Telemetry;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>
/// Gives each request to an instance that the route's <see cref="Pool"/> chooses and, when that fails in a way <see cref="RetryRule"/> allows, to
/// another. Answers in words when there is none, or no room. Takes the place of YARP's choice of a destination, and leaves it one.
/// </summary>
internal sealed class BalancingMiddleware(RequestDelegate next, FirstAnswers first, Observation observation, RequestTelemetry telemetry)
{
    // Not async itself: what is common takes one state machine.
    public Task InvokeAsync(HttpContext context)
    {
        var started = telemetry.Start();
        var proxy = context.GetReverseProxyFeature();
        var pool = (Pool)proxy.AvailableDestinations;
        return pool.Count == 0 ? AwaitAsync(context, proxy, pool.Service, started) : AdmitAsync(context, proxy, pool, started);
    }

    private Task AdmitAsync(HttpContext context, IReverseProxyFeature proxy, Pool pool, long started)
    {
        var service = pool.Service;
        if (Admission.Refuses(context, pool) is { } refusing)
        {
            return AnswerAsync(context, service, refusing, started);
        }

        service.Sticky?.Keep(context);
        return pool.RequestLimit is { } limit ? BalanceAsync(context, proxy, pool, limit, started) : BalanceAsync(context, proxy, pool, started);
    }

    private Task BalanceAsync(HttpContext context, IReverseProxyFeature proxy, Pool pool, long started) =>
        pool.Service.Waiting is not { Count: > 0 } && pool.TryEnter(context) is { } candidate
            ? ForwardAsync(context, proxy, pool, candidate, started)
            : WaitAsync(context, proxy, pool, started);

    private async Task BalanceAsync(HttpContext context, IReverseProxyFeature proxy, Pool pool, RequestLimit limit, long started)
    {
        if (!limit.TryEnter())
        {
            await RefuseAsync(context, pool, started);
            return;
        }

        try
        {
            await BalanceAsync(context, proxy, pool, started);
        }
        finally
        {
            limit.Leave();
        }
    }

    // Consul may not have answered about the service yet, or just now.
    private async Task AwaitAsync(HttpContext context, IReverseProxyFeature proxy, RoutedService service, long started)
    {
        var services = RouteConfigs.RouteOf(proxy.Route.Config).Services;
        var isKnown = await first.WaitAsync(services, () => PoolOf(proxy).Count > 0, context.RequestAborted);
        await (PoolOf(proxy) is { Count: > 0 } pool
            ? AdmitAsync(context, proxy, pool, started)
            : AnswerAsync(context, service, isKnown ? Refusal.NoInstanceAsync(context, service.Name) : Refusal.NotKnownAsync(context, service.Name), started));
    }

    private async Task AnswerAsync(HttpContext context, RoutedService service, Task answering, long started)
    {
        await answering;
        telemetry.Finished(context, service.Name, destination: null, started);
    }

    // The breaker has let the request through and wants to hear of it.
    private Task RefuseAsync(HttpContext context, Pool pool, long started)
    {
        pool.Breaker?.Observe(isFailure: null);
        return AnswerAsync(context, pool.Service, Refusal.FullAsync(context, pool.Service.Name), started);
    }

    private async Task WaitAsync(HttpContext context, IReverseProxyFeature proxy, Pool pool, long started)
    {
        // The pool is asked for anew each time: instances may come while a request waits.
        if (pool.Service.Waiting is { } waiting && await waiting.EnterAsync(() => PoolOf(proxy).TryEnter(context), context.RequestAborted) is { } candidate)
        {
            await ForwardAsync(context, proxy, PoolOf(proxy), candidate, started);
            return;
        }

        await RefuseAsync(context, pool, started);
    }

    private async Task ForwardAsync(HttpContext context, IReverseProxyFeature proxy, Pool pool, Candidate candidate, long started)
    {
        var service = pool.Service;
        IForwarderErrorFeature? failure = null;
        for (var chosen = candidate; chosen is not null;)
        {
            var begun = observation.Start(chosen);
            proxy.AvailableDestinations = chosen.Destination;
            try
            {
                await (pool.Deadlines is { } deadlines ? deadlines.RunAsync(next, context, started) : next(context));
            }
            catch
            {
                observation.Abandon(context, pool, chosen);
                throw;
            }

            chosen.Upstream.Leave();
            failure = context.GetForwarderErrorFeature();
            observation.Finished(context, chosen, failure, begun);
            chosen = failure is null ? null : Next(context, service, chosen, failure);
        }

        if (failure is not null)
        {
            await Refusal.FailedAsync(context, service.Name);
        }

        observation.Answered(context, pool, failure);
        telemetry.Finished(context, service.Name, proxy.ProxiedDestination, started);
    }

    private Candidate? Next(HttpContext context, RoutedService service, Candidate failed, IForwarderErrorFeature failure)
    {
        var attempts = Attempts.Of(context);
        if (failure is not WithheldAnswer && !attempts.TryPlan(context, RetryRule.For(context, failure)))
        {
            telemetry.Failed(context, service.Name, failed.Destination, failure);
            return null;
        }

        telemetry.Retried(context, service.Name, failed.Destination, attempts.Reason);
        context.Features.Set<IForwarderErrorFeature>(null);
        context.Response.StatusCode = StatusCodes.Status200OK;
        return attempts.TakeNext();
    }

    private static Pool PoolOf(IReverseProxyFeature proxy) => (Pool)proxy.Route.Cluster!.DestinationsState.AvailableDestinations;
}
