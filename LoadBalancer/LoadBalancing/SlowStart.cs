namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>Lets a new instance warm up before it gets its full part.</summary>
internal static class SlowStart
{
    // Something has to warm it up.
    private const double Least = 0.1;

    /// <summary>The part of its weight that an instance has at an age.</summary>
    public static double Share(BalancingOptions options, TimeSpan age) =>
        age >= options.SlowStart || options.Policy == BalancingPolicy.ConsistentHash ? 1 : Math.Max(Least, age / options.SlowStart);
}
