using System.Diagnostics;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>What <see cref="RequestStatistics"/> counted up to one moment, or between two.</summary>
/// <param name="Statuses">Requests by class of status, in the order of <see cref="ClassNames"/>.</param>
/// <param name="Buckets">Requests by duration, in <see cref="LatencyBuckets"/>.</param>
/// <param name="SumTicks">All durations together, in ticks of <see cref="Stopwatch"/>.</param>
internal sealed record StatisticsReading(long[] Statuses, long[] Buckets, long SumTicks)
{
    public const int StatusClasses = 6;

    public static readonly StatisticsReading None = new(new long[StatusClasses], new long[LatencyBuckets.Count], 0);

    private static readonly string[] Names = ["other", "1xx", "2xx", "3xx", "4xx", "5xx"];

    /// <summary>The names of the classes of status.</summary>
    public static IReadOnlyList<string> ClassNames => Names;

    public long Requests => Statuses.Sum();

    public long Errors => Statuses[5];

    public double SumSeconds => (double)SumTicks / Stopwatch.Frequency;

    public static int ClassOf(int status) => status is >= 100 and < 600 ? status / 100 : 0;

    public static StatisticsReading operator +(StatisticsReading one, StatisticsReading other) => one.With(other, static (a, b) => a + b);

    public static StatisticsReading operator -(StatisticsReading one, StatisticsReading other) => one.With(other, static (a, b) => a - b);

    /// <summary>The duration, in seconds, that a share of the requests does not exceed; 0 without requests. Even within a bucket.</summary>
    /// <param name="share">0 to 1: 0.5 for the median.</param>
    public double Quantile(double share)
    {
        var rank = share * Buckets.Sum();
        for (var i = 0; i < Buckets.Length; rank -= Buckets[i++])
        {
            if (Buckets[i] > 0 && rank <= Buckets[i])
            {
                var start = LatencyBuckets.Start(i);
                var end = LatencyBuckets.End(i);
                return double.IsInfinity(end) ? start : start + ((end - start) * Math.Max(rank, 0) / Buckets[i]);
            }
        }

        return 0;
    }

    private StatisticsReading With(StatisticsReading other, Func<long, long, long> join) => new(
        [.. Statuses.Zip(other.Statuses, join)], [.. Buckets.Zip(other.Buckets, join)], join(SumTicks, other.SumTicks));
}
