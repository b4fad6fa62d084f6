namespace Mesh.Bench.Propagation;

/// <summary>Durations of the same thing, measured many times.</summary>
internal sealed class Times(IEnumerable<TimeSpan> durations)
{
    private readonly double[] _sorted = [.. durations.Select(duration => duration.TotalMilliseconds).Order()];

    public int Count => _sorted.Length;

    public double P50 => Percentile(0.50);

    public double P99 => Percentile(0.99);

    public double Longest => _sorted[^1];

    // The smallest that at least this share is not above.
    private double Percentile(double share) => _sorted[(int)Math.Ceiling(share * _sorted.Length) - 1];
}
