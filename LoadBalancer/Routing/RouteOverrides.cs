using Mesh.LoadBalancer.Limits;
using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Resilience;

namespace Mesh.LoadBalancer.Routing;

/// <summary>What a rule of the settings sets for its route alone; null is what holds for the service.</summary>
internal sealed record RouteOverrides
{
    public BalancingPolicy? Policy { get; init; }

    public string? HashKey { get; init; }

    public TimeSpan? RequestTimeout { get; init; }

    public TimeSpan? FirstByteTimeout { get; init; }

    public TimeSpan? ActivityTimeout { get; init; }

    public int? Retries { get; init; }

    public RateLimitOptions? RateLimit { get; init; }

    /// <summary>Whether the route has timeouts other than its service's.</summary>
    public bool HasTimeouts => RequestTimeout is not null || FirstByteTimeout is not null;

    /// <summary>What a rule sets; null when it sets nothing.</summary>
    public static RouteOverrides? Of(RoutingRule rule)
    {
        var overrides = new RouteOverrides
        {
            Policy = rule.Policy,
            HashKey = rule.HashKey,
            RequestTimeout = rule.RequestTimeout,
            FirstByteTimeout = rule.FirstByteTimeout,
            ActivityTimeout = rule.ActivityTimeout,
            Retries = rule.Retries,
            RateLimit = rule.RateLimit,
        };
        return overrides == new RouteOverrides() ? null : overrides;
    }

    public BalancingOptions Over(BalancingOptions service) => service with { Policy = Policy ?? service.Policy, HashKey = HashKey ?? service.HashKey };

    public TimeoutOptions Over(TimeoutOptions service) =>
        service with { Request = RequestTimeout ?? service.Request, FirstByte = FirstByteTimeout ?? service.FirstByte };
}
