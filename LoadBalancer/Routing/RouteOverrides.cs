using Mesh.LoadBalancer.Limits;
using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Resilience;

namespace Mesh.LoadBalancer.Routing;

/// <summary>What a rule of the settings sets for its route alone; null is what holds for the service.</summary>
public record RouteOverrides
{
    private static readonly RouteOverrides None = new();

    /// <summary>How an instance is chosen on this route. Default: as for the service.</summary>
    public BalancingPolicy? Policy { get; init; }

    /// <summary>What <see cref="BalancingPolicy.ConsistentHash"/> hashes on this route. Default: as for the service.</summary>
    public string? HashKey { get; init; }

    /// <summary>How long a request may take as a whole on this route; 0: as long as it likes. Default: as for the service. Up to 24 h.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>How long until a response begins on this route; 0: as long as it likes. Default: as for the service. Up to 1 h.</summary>
    public TimeSpan? FirstByteTimeout { get; init; }

    /// <summary>How long a request may rest without a byte on this route. Default: as for the service. 1 s to 24 h.</summary>
    public TimeSpan? ActivityTimeout { get; init; }

    /// <summary>How many further instances are tried on this route after one that failed. Default: as for the service. 0 to 10.</summary>
    public int? Retries { get; init; }

    /// <summary>How many requests clients may make on this route, counted for it alone. Default: as for the service, with all its other routes.</summary>
    public RateLimitOptions? RateLimit { get; init; }

    /// <summary>
    /// How many requests may be under way on this route; one more is answered with 503 at once. On top of what the service's instances take.
    /// Default 0: no limit. Up to 100,000.
    /// </summary>
    public int RequestsAtOnce { get; init; }

    /// <summary>When this route is left alone for its failures, counted for it alone. Default: as for the service, with all its other routes.</summary>
    public BreakerOptions? Breaker { get; init; }

    /// <summary>Whether the route has timeouts other than its service's.</summary>
    internal bool HasTimeouts => RequestTimeout is not null || FirstByteTimeout is not null;

    /// <summary>What a rule sets; null when it sets nothing.</summary>
    internal static RouteOverrides? Of(RoutingRule rule) => new RouteOverrides(rule) is var own && own != None ? own : null;

    internal BalancingOptions Over(BalancingOptions service) => service with { Policy = Policy ?? service.Policy, HashKey = HashKey ?? service.HashKey };

    internal TimeoutOptions Over(TimeoutOptions service) =>
        service with { Request = RequestTimeout ?? service.Request, FirstByte = FirstByteTimeout ?? service.FirstByte };
}
