namespace Mesh.LoadBalancer.Health;

/// <summary>Section <c>Ejection</c>: when an instance that Consul calls healthy gets no requests because it answers badly.</summary>
public sealed record EjectionOptions
{
    /// <summary>Which answers count as failures. Timeouts and connections that break always do. Default <see cref="FailureStatus.Any5xx"/>.</summary>
    public FailureStatus Status { get; init; }

    /// <summary>This many failures in a row eject an instance. Default 5; 0 (never) to 1000.</summary>
    public int ConsecutiveFailures { get; init; } = 5;

    /// <summary>This share of failures within <see cref="Interval"/> ejects an instance. Default 0.5; 0 (never) to 1.</summary>
    public double FailureRate { get; init; } = 0.5;

    /// <summary>How many requests within <see cref="Interval"/> it takes to judge by their share. Default 20; 1 to 100,000.</summary>
    public int MinimumRequests { get; init; } = 20;

    /// <summary>The time over which <see cref="FailureRate"/> is measured. Default 10 s; 1 s to 10 min.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The most of a route's instances that are left out, as a share; at least one may be where there are others. Default 0.5; 0 (none is ever
    /// ejected) to 1. If nothing is left, all get requests.
    /// </summary>
    public double MaximumEjected { get; init; } = 0.5;

    /// <summary>How long the first ejection lasts. Every further one lasts twice as long. Default 10 s; 100 ms to 1 h.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that an ejection lasts. Default 5 min; <see cref="Duration"/> to 24 h.</summary>
    public TimeSpan MaximumDuration { get; init; } = TimeSpan.FromMinutes(5);
}
