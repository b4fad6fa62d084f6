using Mesh.LoadBalancer.Affinity;
using Mesh.LoadBalancer.Health;
using Mesh.LoadBalancer.Limits;
using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Resilience;

namespace Mesh.LoadBalancer.Services;

/// <summary>
/// What may be set for each service: <c>LoadBalancer:…</c> for all, and <c>LoadBalancer:Services:{service}:…</c> for one, which starts from what
/// is set for all.
/// </summary>
public record ServiceSettings
{
    /// <summary>How many further instances are tried after one that failed. Default 2; 0 to 10.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>
    /// An instance that cannot be connected to gets no requests while there are others; how often the balancer itself tries to connect meanwhile.
    /// Default 3 s; 0 (it is not avoided) to 5 min.
    /// </summary>
    public TimeSpan AvoidRefused { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a request, an event stream or a WebSocket may rest without a byte in either direction. Default 100 s; 1 s to 24 h.</summary>
    public TimeSpan ActivityTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Which instance gets a request.</summary>
    public BalancingOptions Balancing { get; init; } = new();

    /// <summary>When an instance is left out because it answers badly.</summary>
    public EjectionOptions Ejection { get; init; } = new();

    /// <summary>Whether instances are asked for their health.</summary>
    public ActiveCheckOptions ActiveCheck { get; init; } = new();

    /// <summary>What is tried again.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>How long things may take.</summary>
    public TimeoutOptions Timeouts { get; init; } = new();

    /// <summary>How much an instance gets at a time.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>How many requests clients may make.</summary>
    public RateLimitOptions RateLimit { get; init; } = new();

    /// <summary>When a service that fails is left alone.</summary>
    public BreakerOptions Breaker { get; init; } = new();

    /// <summary>Whether a client stays with its instance.</summary>
    public StickyOptions Sticky { get; init; } = new();
}
