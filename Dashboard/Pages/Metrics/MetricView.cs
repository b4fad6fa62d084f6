using Mesh.Dashboard.Telemetry.Metrics;

namespace Mesh.Dashboard.Pages.Metrics;

/// <summary>Makes charts of the points of an instrument: values of gauges, rates of counters, percentiles or rates of histograms.</summary>
internal static class MetricView
{
    /// <summary>More lines than these cannot be told from each other.</summary>
    public const int MostLines = 10;

    private const int Samples = 120;

    // A rate over less than this shows when applications export rather than what happened.
    private static readonly TimeSpan LeastWindow = TimeSpan.FromSeconds(5);
    private static readonly double[] Parts = [.5, .9, .99];

    /// <summary>The chart of an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="series">The series that are shown.</param>
    /// <param name="now">Where the time axis ends, UTC.</param>
    /// <param name="range">How long it is.</param>
    /// <param name="asRate">Of a histogram: how many values came per second, rather than percentiles.</param>
    public static ChartData Of(MetricInstrument instrument, IReadOnlyList<MetricSeries> series, DateTime now, TimeSpan range, bool asRate)
    {
        var step = range / Samples;
        var times = Enumerable.Range(0, Samples + 1).Select(i => now - range + i * step).ToArray();
        var window = step * 2 > LeastWindow ? step * 2 : LeastWindow;
        var isRate = instrument.Kind == MetricKind.Counter || (instrument.Kind == MetricKind.Histogram && asRate);
        if (instrument.Kind == MetricKind.Histogram && !asRate)
        {
            ChartLine[] percentiles = [.. PercentileLines(series, times, window).Where(line => line.Values.Any(value => value is not null))];
            return new(times, percentiles, MetricUnit.Of(instrument.Unit, perSecond: false)) { LinesInAll = percentiles.Length };
        }

        var names = series.SelectMany(one => one.Dimensions).Distinct()
            .GroupBy(dimension => dimension.Name).Where(same => same.Count() > 1).Select(same => same.Key)
            .ToHashSet();
        var lines = series
            .Select(one => new ChartLine(NameOf(one, names), [.. times.Select(time => isRate
                ? ValueAt.Rate(one.Points, time - window, time, instrument.Kind == MetricKind.Histogram ? CountOf : point => point.Value)
                : ValueAt.Last(one.Points, time))]))
            .Where(line => line.Values.Any(value => value is not null))
            .OrderByDescending(line => line.Values.Max())
            .ToArray();
        var unit = instrument.Kind == MetricKind.Histogram ? new("number", " /s") : MetricUnit.Of(instrument.Unit, isRate);
        return new(times, [.. lines.Take(MostLines)], unit) { LinesInAll = lines.Length };
    }

    // A line is named after what tells it from the others.
    private static string NameOf(MetricSeries series, HashSet<string> names) =>
        string.Join(", ", series.Dimensions
            .Where(dimension => names.Contains(dimension.Name))
            .Select(dimension => $"{dimension.Name[(dimension.Name.LastIndexOf('.') + 1)..]} {dimension.Value}")) is { Length: > 0 } name
            ? name
            : "all";

    private static double CountOf(MetricPoint point) => point.Histogram?.Count ?? 0;

    private static ChartLine[] PercentileLines(IReadOnlyList<MetricSeries> series, DateTime[] times, TimeSpan window)
    {
        var bounds = series.SelectMany(one => one.Points).Select(point => point.Histogram?.Bounds).LastOrDefault(found => found is { Count: > 0 }) ?? [];
        var counts = times
            .Select(time => Enumerable.Range(0, bounds.Count + 1).Select(bucket => series.Sum(one => Grown(one, time, bucket))).ToArray())
            .ToArray();
        return [.. Parts.Select(part => new ChartLine($"P{part * 100:0}", [.. counts.Select(buckets => Percentiles.Of(part, bounds, buckets))]))];

        double Grown(MetricSeries one, DateTime time, int bucket) => ValueAt.Rate(
            one.Points, time - window, time,
            point => point.Histogram is { } histogram && bucket < histogram.Buckets.Count ? histogram.Buckets[bucket] : 0) ?? 0;
    }
}
