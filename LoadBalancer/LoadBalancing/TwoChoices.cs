namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>
/// <see cref="BalancingPolicy.PowerOfTwoChoices"/>: nearly as even as comparing all, at the price of two, and balancers that do not know of each
/// other do not all run to the same instance.
/// </summary>
internal sealed class TwoChoices(Candidate[] candidates, Random random) : IPicker
{
    private readonly WeightedDraw _draw = new(candidates, random);

    // Idle instances are told apart by the draw alone, which follows the weights; a comparison of burdens would always prefer the heavier.
    public Candidate Pick(HttpContext context)
    {
        var (first, second) = _draw.DrawTwo();
        return (second.Upstream.UnderWay * first.Weight) < (first.Upstream.UnderWay * second.Weight) ? second : first;
    }
}
