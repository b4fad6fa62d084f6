using System.Diagnostics;
using System.Numerics;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>
/// The fixed buckets that durations are counted in: two to each doubling, from 32 µs to 67 s, so that a quantile is off by a fifth at most and finding the
/// bucket takes a few instructions.
/// </summary>
internal static class LatencyBuckets
{
    /// <summary>How many there are; the last one has no upper bound.</summary>
    public const int Count = (2 * (HighestPower - LowestPower)) + 1;

    private const int LowestPower = 5;
    private const int HighestPower = 26;
    private const double MicrosecondsPerSecond = 1e6;

    private static readonly long TicksPerMicrosecond = Stopwatch.Frequency / (long)MicrosecondsPerSecond;

    /// <summary>The bucket of a duration.</summary>
    /// <param name="ticks">In ticks of <see cref="Stopwatch"/>.</param>
    public static int Of(long ticks)
    {
        var microseconds = (ulong)(ticks / TicksPerMicrosecond) | 1;
        var power = BitOperations.Log2(microseconds);
        if (power < LowestPower)
        {
            return 0;
        }

        var upperHalf = (int)(microseconds >> (power - 1)) & 1;
        return Math.Min((2 * (power - LowestPower)) + upperHalf, Count - 1);
    }

    /// <summary>Where a bucket ends, in seconds; infinity for the last one.</summary>
    public static double End(int bucket) =>
        bucket == Count - 1 ? double.PositiveInfinity : Start(bucket + 1);

    /// <summary>Where a bucket begins, in seconds.</summary>
    public static double Start(int bucket) =>
        bucket == 0 ? 0 : (1L << (LowestPower + (bucket / 2))) * (bucket % 2 == 0 ? 1 : 1.5) / MicrosecondsPerSecond;
}
