using Mesh.Dashboard.Otlp.Wire;
using Mesh.Dashboard.Telemetry.Metrics;

namespace Mesh.Dashboard.Otlp;

/// <summary>
/// Writes the buckets of an exponential histogram as explicit ones. By OpenTelemetry's metrics data model, bucket i holds the values
/// above base^i up to base^(i+1), where base = 2^(2^-scale).
/// </summary>
internal static class ExponentialBuckets
{
    private const int MostBuckets = 1024;

    public static HistogramCounts? ToExplicit(ExponentialHistogramDataPoint point)
    {
        var negative = point.Negative?.BucketCounts ?? [];
        var positive = point.Positive?.BucketCounts ?? [];
        if (negative.Count + positive.Count > MostBuckets || point.Scale is < -10 or > 20)
        {
            return null;
        }

        double Bound(int index) => Math.Pow(2, index * Math.Pow(2, -point.Scale));
        var (bounds, buckets) = (new List<double>(), new List<long>());
        for (var i = negative.Count - 1; i >= 0; i--)
        {
            bounds.Add(-Bound(point.Negative!.Offset + i));
            buckets.Add((long)negative[i]);
        }

        // Zero and what is too small to tell from it ends where the first positive bucket begins.
        bounds.Add(positive.Count > 0 ? Bound(point.Positive!.Offset) : 0);
        buckets.Add((long)point.ZeroCount);
        for (var i = 0; i < positive.Count; i++)
        {
            bounds.Add(Bound(point.Positive!.Offset + i + 1));
            buckets.Add((long)positive[i]);
        }

        buckets.Add(0);
        return new((long)point.Count, bounds, buckets);
    }
}
