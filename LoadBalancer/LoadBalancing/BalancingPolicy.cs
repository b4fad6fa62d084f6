namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>How one of a route's instances is chosen for a request.</summary>
public enum BalancingPolicy
{
    /// <summary>In turn, each as often as its weight says and as evenly spread as can be. Plain turns while the weights are equal.</summary>
    WeightedRoundRobin,

    /// <summary>In turn, whatever the weights.</summary>
    RoundRobin,

    /// <summary>The one with the fewest requests under way for its weight, of all.</summary>
    LeastRequests,

    /// <summary>Of two drawn by weight, the one with fewer requests under way for its weight.</summary>
    PowerOfTwoChoices,

    /// <summary>Drawn by weight.</summary>
    Random,

    /// <summary>Of two drawn by weight, the one that lately took less time for each request under way.</summary>
    PeakEwma,

    /// <summary>The same one for the same key, unless it has far more to do than the others.</summary>
    ConsistentHash,
}
