namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>Makes the picker that a policy asks for.</summary>
internal sealed class Pickers(TimeProvider time, Random random)
{
    /// <param name="options">The policy.</param>
    /// <param name="candidates">At least one.</param>
    /// <param name="turn">The route's turns.</param>
    public IPicker Make(BalancingOptions options, Candidate[] candidates, Turn turn) => options.Policy switch
    {
        BalancingPolicy.LeastRequests => new LeastRequests(candidates, turn),
        BalancingPolicy.PowerOfTwoChoices => new TwoChoices(candidates, random),
        BalancingPolicy.Random => new AtRandom(candidates, random),
        BalancingPolicy.PeakEwma => new LeastLatency(candidates, random, time),
        BalancingPolicy.ConsistentHash => new HashRing(candidates, turn, HashKeyReader.For(options.HashKey)!, options.HashBalance),
        _ => InTurn.ByWeight(candidates, turn),
    };
}
