using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Resilience;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Health;

/// <summary>Learns from what becomes of each attempt: for an instance's standing, its latency and its route's breaker.</summary>
internal sealed class Observation(Ejections ejections, TimeProvider time)
{
    // A failure may be quick. An instance must not be preferred for failing quickly.
    private static readonly TimeSpan LatencyOfFailure = TimeSpan.FromSeconds(1);

    /// <summary>An attempt begins; the result is for <see cref="Finished"/>.</summary>
    public long Start(Candidate chosen) => chosen.Upstream.Latency is null ? 0 : time.GetTimestamp();

    /// <summary>An attempt ended, with an answer or a failure.</summary>
    public void Finished(HttpContext context, Candidate chosen, IForwarderErrorFeature? failure, long begun)
    {
        var upstream = chosen.Upstream;
        var outcome = OutcomeRule.For(context, failure, upstream.Service.Settings.Ejection.Status);
        ejections.Observe(upstream, outcome, outcome is Outcome.Failure or Outcome.Refused ? OutcomeRule.Describe(context, failure) : null);
        if (upstream.Latency is { } latency && outcome != Outcome.Inconclusive && !IsLong(context))
        {
            var now = time.GetTimestamp();
            var took = time.GetElapsedTime(begun, now);
            latency.Observe(now, outcome == Outcome.Success || took > LatencyOfFailure ? took : LatencyOfFailure);
        }
    }

    /// <summary>An attempt ended with an exception, which says nothing about the instance.</summary>
    public void Abandon(HttpContext context, Pool pool, Candidate chosen)
    {
        chosen.Upstream.Leave();
        context.Features.Get<Attempts>()?.TakeNext()?.Upstream.Leave();
        ejections.Observe(chosen.Upstream, Outcome.Inconclusive);
        pool.Breaker?.Observe(isFailure: null);
    }

    /// <summary>A request ended, after however many attempts.</summary>
    public void Answered(HttpContext context, Pool pool, IForwarderErrorFeature? failure) =>
        pool.Breaker?.Observe(OutcomeRule.For(context, failure, pool.Service.Settings.Ejection.Status) switch
        {
            Outcome.Inconclusive => null,
            var outcome => outcome != Outcome.Success,
        });

    // How long a WebSocket or a stream of events lasts is up to what is said on it.
    private static bool IsLong(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols
        || context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true;
}
