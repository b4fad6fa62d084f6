namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary><see cref="BalancingPolicy.LeastRequests"/>. Equals take turns.</summary>
internal sealed class LeastRequests(Candidate[] candidates, Turn turn) : IPicker
{
    public Candidate Pick(HttpContext context)
    {
        var start = turn.Next(candidates.Length);
        var least = candidates[start];
        var burden = least.Burden;
        for (var i = 1; i < candidates.Length && burden > 0; i++)
        {
            var other = candidates[(start + i) % candidates.Length];
            if (other.Burden < burden)
            {
                (least, burden) = (other, other.Burden);
            }
        }

        return least;
    }
}
