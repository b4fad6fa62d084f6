using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>Watches that attempts end in time. Whoever forwards sees the end as it sees a client's: through <see cref="HttpContext.RequestAborted"/>.</summary>
internal sealed class Deadlines(TimeoutOptions options, TimeProvider time)
{
    /// <summary>Makes one attempt. When its time is over before a response began, that is reported as the forwarder's own timeout.</summary>
    /// <param name="next">Makes the attempt.</param>
    /// <param name="context">The request.</param>
    /// <param name="started">When the request began: a timestamp of <see cref="TimeProvider.GetTimestamp"/>.</param>
    public async Task RunAsync(RequestDelegate next, HttpContext context, long started)
    {
        var clients = context.RequestAborted;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(clients);

        // Waits for a deadline that passes just now, which would otherwise end what is there no more.
        await using var whole = Timer(options.Request > TimeSpan.Zero ? options.Request - time.GetElapsedTime(started) : null, ending.Cancel);
        await using var first = Timer(options.FirstByte > TimeSpan.Zero ? options.FirstByte : null, () => CancelUnlessStarted(context, ending));
        context.RequestAborted = ending.Token;
        try
        {
            await next(context);
        }
        finally
        {
            context.RequestAborted = clients;
        }

        if (ending.IsCancellationRequested && !clients.IsCancellationRequested && context.GetForwarderErrorFeature() is not null)
        {
            Expire(context);
        }
    }

    // A response that is under way cannot become another; it must not look whole either.
    private void Expire(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
        context.Features.Set<IForwarderErrorFeature>(new Expired());
    }

    private static void CancelUnlessStarted(HttpContext context, CancellationTokenSource ending)
    {
        if (!context.Response.HasStarted)
        {
            ending.Cancel();
        }
    }

    private ITimer? Timer(TimeSpan? due, Action action) => due is not { } delay ? null : time.CreateTimer(
        _ => action(), null, delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Timeout.InfiniteTimeSpan);

    private sealed record Expired : IForwarderErrorFeature
    {
        public ForwarderError Error => ForwarderError.RequestTimedOut;

        public Exception? Exception => null;
    }
}
