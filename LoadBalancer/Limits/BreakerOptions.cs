namespace Mesh.LoadBalancer.Limits;

/// <summary>
/// Section <c>Breaker</c>: when a service, or a route, whose answers are mostly failures is left alone for a while and its requests are answered with 503 at once.
/// What counts as a failure is set in section <c>Ejection</c>.
/// </summary>
public sealed record BreakerOptions
{
    /// <summary>This share of failures within <see cref="Interval"/> opens the breaker. Default 0: it never opens. Up to 1.</summary>
    public double FailureRate { get; init; }

    /// <summary>How many requests within <see cref="Interval"/> it takes to judge by their share. Default 20; 1 to 100,000.</summary>
    public int MinimumRequests { get; init; } = 20;

    /// <summary>The time over which failures are counted. Default 10 s; 1 s to 10 min.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it stays open before a single request is let through, whose outcome decides. Default 5 s; 100 ms to 1 h.</summary>
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether it ever opens.</summary>
    internal bool IsOn => FailureRate > 0;
}
