namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>Section <c>Balancing</c>: which instance gets a request.</summary>
public sealed record BalancingOptions
{
    /// <summary>How an instance is chosen. Default <see cref="BalancingPolicy.WeightedRoundRobin"/>.</summary>
    public BalancingPolicy Policy { get; init; }

    /// <summary>
    /// How long a new instance's weight rises, in a straight line from a tenth to all of it. Default 0: it has all of it at once. 0 to 1 h.
    /// </summary>
    public TimeSpan SlowStart { get; init; }

    /// <summary>
    /// What <see cref="BalancingPolicy.ConsistentHash"/> hashes: <c>address</c> (the client's; default), <c>path</c>, <c>header:NAME</c> or
    /// <c>cookie:NAME</c>. Requests without it are given out in turn.
    /// </summary>
    public string HashKey { get; init; } = HashKeyReader.Address;

    /// <summary>
    /// How many times the mean of requests under way an instance may have before its keys spill over to the next. Default 1.25; 1.05 to 10.
    /// </summary>
    public double HashBalance { get; init; } = 1.25;

    /// <summary>
    /// How long a measured latency counts with <see cref="BalancingPolicy.PeakEwma"/>: after this time it weighs e⁻¹ of what it did. Default 10 s;
    /// 100 ms to 10 min.
    /// </summary>
    public TimeSpan LatencyDecay { get; init; } = TimeSpan.FromSeconds(10);
}
