using System.Collections.Immutable;
using Mesh.LoadBalancer.Affinity;
using Mesh.LoadBalancer.Limits;
using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Resilience;

namespace Mesh.LoadBalancer.Services;

/// <summary>A service that some route leads to: its settings, and what is counted over all its routes. A part that is off is null.</summary>
internal sealed class RoutedService
{
    public RoutedService(string name, ServiceSettings settings, TimeProvider time)
    {
        (Name, Settings) = (name, settings);
        MeasuresLatency = settings.Balancing.Policy == BalancingPolicy.PeakEwma;
        Budget = new(settings.Retry, time);
        Waiting = settings.Limits.RequestsPerInstance > 0 ? new(settings.Limits, time) : null;
        RateLimit = settings.RateLimit.IsOn ? new(settings.RateLimit) : null;
        Breaker = settings.Breaker.IsOn ? new(settings.Breaker, time) : null;
        Deadlines = settings.Timeouts.IsOn ? new(settings.Timeouts, time) : null;
        Sticky = settings.Sticky.Cookie.Length > 0 ? new(settings.Sticky) : null;
    }

    public string Name { get; }

    public ServiceSettings Settings { get; }

    /// <summary>Whether some route of it chooses by latency.</summary>
    public bool MeasuresLatency { get; init; }

    /// <summary>Its instances, on whatever route. Changed by <see cref="LoadBalancing.Upstreams"/> alone.</summary>
    public ImmutableArray<Upstream> Upstreams { get; set; } = [];

    public RetryBudget Budget { get; }

    public WaitingRoom? Waiting { get; }

    public RateLimit? RateLimit { get; }

    public CircuitBreaker? Breaker { get; }

    public Deadlines? Deadlines { get; }

    public StickyCookie? Sticky { get; }

    /// <summary>Requests that its instances ever got, those that left aside. Adding up costs nothing while nobody asks.</summary>
    public long Begun => Upstreams.Sum(upstream => upstream.Begun);
}
