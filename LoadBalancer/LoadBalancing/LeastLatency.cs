namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary><see cref="BalancingPolicy.PeakEwma"/>, after Finagle's: what a request costs is the latency times the requests that are under way.</summary>
internal sealed class LeastLatency(Candidate[] candidates, Random random, TimeProvider time) : IPicker
{
    private readonly WeightedDraw _draw = new(candidates, random);

    public Candidate Pick(HttpContext context)
    {
        var (first, second) = _draw.DrawTwo();
        if (ReferenceEquals(first, second))
        {
            return first;
        }

        var now = time.GetTimestamp();
        return Cost(second, now) < Cost(first, now) ? second : first;
    }

    private static double Cost(Candidate candidate, long now) => candidate.Upstream.Latency!.Cost(now, candidate.Upstream.UnderWay) / candidate.Weight;
}
