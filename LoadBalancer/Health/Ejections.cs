using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Telemetry;

namespace Mesh.LoadBalancer.Health;

/// <summary>Draws the conclusions from what becomes of requests: which instances are left out, and how they come back.</summary>
internal sealed partial class Ejections(Pools pools, ConnectionProbe probe, ServiceMetrics metrics, TimeProvider time, ILogger<Ejections> logger)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(1);

    /// <summary>Notes what an attempt says about its instance. Costs a success on a spotless instance two reads.</summary>
    /// <param name="upstream">The instance.</param>
    /// <param name="outcome">What the attempt says about it.</param>
    /// <param name="what">What went wrong, for people; null after a success.</param>
    public void Observe(Upstream upstream, Outcome outcome, string? what = null)
    {
        var health = upstream.Health;
        switch (outcome)
        {
            case Outcome.Success:
                if (!health.IsSpotless && health.Succeed())
                {
                    Return(upstream);
                }

                break;
            case Outcome.Failure:
                if (health.Fail(what ?? "it failed", upstream.Begun))
                {
                    Eject(upstream);
                }

                break;
            case Outcome.Refused:
                if (upstream.Service.Settings.AvoidRefused > TimeSpan.Zero && health.Refuse(what ?? "no connection"))
                {
                    Avoid(upstream, what);
                }

                break;
            default:
                health.EndTrial();
                break;
        }
    }

    private void Eject(Upstream upstream)
    {
        Log.InstanceEjected(logger, upstream.Id, upstream.Authority, (upstream.Health.Until - time.GetUtcNow()).TotalSeconds, upstream.Health.Reason);
        metrics.CountEjection(upstream.Service.Name, Standing.Ejected);
        pools.Update(upstream);
        TryLater(upstream);
    }

    // A timer may be a little early by the clock: it is set again then.
    private void TryLater(Upstream upstream) => After(upstream.Health.Until - time.GetUtcNow(), () =>
    {
        if (upstream.Health.AwaitTrial())
        {
            pools.Update(upstream);
        }
        else if (upstream.Health.Standing == Standing.Ejected)
        {
            TryLater(upstream);
        }
    });

    private void Avoid(Upstream upstream, string? why)
    {
        Log.InstanceRefused(logger, upstream.Id, upstream.Authority, why);
        metrics.CountEjection(upstream.Service.Name, Standing.Refusing);
        pools.Update(upstream);
        ProbeLater(upstream);
    }

    // No user's request is spent on finding out whether it can be connected to again.
    private void ProbeLater(Upstream upstream) => After(upstream.Service.Settings.AvoidRefused, () => _ = ProbeAsync(upstream));

    private async Task ProbeAsync(Upstream upstream)
    {
        if (upstream.Clusters.IsEmpty)
        {
            return;
        }

        if (!await probe.ConnectsAsync(upstream.Authority))
        {
            ProbeLater(upstream);
        }
        else if (upstream.Health.Accept())
        {
            Return(upstream);
        }
    }

    private void Return(Upstream upstream)
    {
        Log.InstanceReturned(logger, upstream.Id, upstream.Authority);
        pools.Update(upstream);
    }

    private void After(TimeSpan delay, Action action)
    {
        ITimer? timer = null;
        timer = time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                action();
            },
            null, delay > Soonest ? delay : Soonest, Timeout.InfiniteTimeSpan);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Instance {Instance} at {Address} cannot be reached; requests go to others until it can. {Reason}",
            EventName = nameof(InstanceRefused))]
        public static partial void InstanceRefused(ILogger logger, string instance, string address, string? reason);

        [LoggerMessage(2, LogLevel.Warning, "Instance {Instance} at {Address} is ejected for {Seconds:0.#} s: {Reason}.", EventName = nameof(InstanceEjected))]
        public static partial void InstanceEjected(ILogger logger, string instance, string address, double seconds, string? reason);

        [LoggerMessage(3, LogLevel.Information, "Instance {Instance} at {Address} gets requests again.", EventName = nameof(InstanceReturned))]
        public static partial void InstanceReturned(ILogger logger, string instance, string address);
    }
}
