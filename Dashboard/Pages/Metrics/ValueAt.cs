using Mesh.Dashboard.Telemetry.Metrics;

namespace Mesh.Dashboard.Pages.Metrics;

/// <summary>Reads series of points at any moment.</summary>
internal static class ValueAt
{
    // Exporters tell every minute when nobody sets anything else: a value that is older than this is no longer true.
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(130);

    /// <summary>The value in force; <see langword="null"/> before the first, and long after the last point.</summary>
    public static double? Last(IReadOnlyList<MetricPoint> points, DateTime time)
    {
        var index = IndexOf(points, time);
        return index < 0 || time - points[index].End > Stale ? null : points[index].Value;
    }

    /// <summary>
    /// How much a total grew per second. Between two points it grew evenly: what is known of it are the totals at their ends. A total that shrinks
    /// began anew at 0.
    /// </summary>
    /// <param name="points">The totals.</param>
    /// <param name="from">Where the time begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="totalOf">The total of a point.</param>
    public static double? Rate(IReadOnlyList<MetricPoint> points, DateTime from, DateTime to, Func<MetricPoint, double> totalOf)
    {
        if (points.Count == 0 || to < points[0].Start || to - points[^1].End > Stale)
        {
            return null;
        }

        // What came after the last point is not known yet: as long before it tells more.
        if (to > points[^1].End)
        {
            (from, to) = (from - (to - points[^1].End), points[^1].End);
        }

        var grown = 0.0;
        for (var i = Math.Max(1, IndexOf(points, from)); i < points.Count && points[i - 1].End < to; i++)
        {
            var (begin, end) = (points[i - 1].End, points[i].Start);
            var shared = (Min(end, to) - Max(begin, from)).TotalSeconds;
            if (shared > 0)
            {
                var (before, after) = (totalOf(points[i - 1]), totalOf(points[i]));
                grown += (after >= before ? after - before : after) * shared / (end - begin).TotalSeconds;
            }
        }

        return grown / (to - from).TotalSeconds;
    }

    // The last point that began at the moment or before it; -1 when there is none.
    private static int IndexOf(IReadOnlyList<MetricPoint> points, DateTime time)
    {
        var (low, high) = (0, points.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (points[middle].Start <= time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    private static DateTime Min(DateTime a, DateTime b) => a < b ? a : b;

    private static DateTime Max(DateTime a, DateTime b) => a > b ? a : b;
}
