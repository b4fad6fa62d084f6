namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary><see cref="BalancingPolicy.Random"/>.</summary>
internal sealed class AtRandom(Candidate[] candidates, Random random) : IPicker
{
    private readonly WeightedDraw _draw = new(candidates, random);

    public Candidate Pick(HttpContext context) => _draw.Draw();
}
