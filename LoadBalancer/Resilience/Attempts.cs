using Mesh.LoadBalancer.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>What has been tried for a request, from its first failure on: a request that succeeds at once has none.</summary>
internal sealed class Attempts
{
    private readonly List<Upstream> _failed = [];
    private Candidate? _next;

    /// <summary>Why the next attempt is made.</summary>
    public RetryReason Reason { get; private set; }

    /// <summary>The attempts of a request.</summary>
    public static Attempts Of(HttpContext context)
    {
        if (context.Features.Get<Attempts>() is not { } attempts)
        {
            context.Features.Set(attempts = new());
        }

        return attempts;
    }

    /// <summary>
    /// Chooses another instance, which the request has begun on from then on: on success <see cref="TakeNext"/> must be called. False when there
    /// is no other with room, or retries are used up for this request or for the service.
    /// </summary>
    public bool TryPlan(HttpContext context, RetryReason reason)
    {
        var proxy = context.GetReverseProxyFeature();

        // Asks the cluster anew: since the first attempt instances may have come, gone or been found unwilling.
        var pool = (Pool)proxy.Route.Cluster!.DestinationsState.AvailableDestinations;
        if (pool.All.FirstOrDefault(candidate => candidate.Destination == proxy.ProxiedDestination) is { } failed)
        {
            _failed.Add(failed.Upstream);
        }

        var service = pool.Service;
        if (reason == RetryReason.None || !service.Settings.Retry.Allows(reason) || _failed.Count > pool.Retries
            || pool.TryEnterOther(_failed) is not { } next)
        {
            return false;
        }

        // A connection that did not come about put no load on anybody, so that repeating it cannot make an overload worse.
        if (reason != RetryReason.ConnectFailed && !service.Budget.TryWithdraw(service.Begun))
        {
            next.Upstream.Leave();
            return false;
        }

        (_next, Reason) = (next, reason);
        return true;
    }

    /// <summary>The instance that was chosen; null when none was.</summary>
    public Candidate? TakeNext() => Interlocked.Exchange(ref _next, null);
}
