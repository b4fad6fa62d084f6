namespace Mesh.Dashboard.Telemetry.Metrics;

/// <summary>The points of one combination of dimensions, oldest first.</summary>
internal sealed class KeptSeries(IReadOnlyList<TelemetryAttribute> dimensions)
{
    private const int MaxExemplars = 20;

    private readonly Queue<MetricPoint> _earlier = new();
    private readonly Queue<Exemplar> _exemplars = new();
    private MetricPoint? _last;

    /// <summary>A total that is told for the first time was 0 when others were told before: without that moment its first growth would not show.</summary>
    public void Begin(DateTime time, MetricMeasurement first) =>
        _last = new(time, time, 0, first.Histogram is { } counts ? new(0, counts.Bounds, new long[counts.Buckets.Count]) : null);

    /// <summary>Adds a value.</summary>
    /// <returns>Whether it became a point of its own; it does not when it repeats the last one.</returns>
    public bool Add(MetricMeasurement measured)
    {
        foreach (var exemplar in measured.Exemplars)
        {
            _exemplars.Enqueue(exemplar);
            if (_exemplars.Count > MaxExemplars)
            {
                _exemplars.Dequeue();
            }
        }

        var (value, histogram) = measured.IsDelta && _last is { } total
            ? (total.Value + measured.Value, Sum(total.Histogram, measured.Histogram))
            : (measured.Value, measured.Histogram);
        if (_last is { } last)
        {
            if (last.Value.Equals(value) && last.Histogram?.Count == histogram?.Count)
            {
                _last = last with { End = measured.Time > last.End ? measured.Time : last.End };
                return false;
            }

            _earlier.Enqueue(last);
            if (histogram is not null && last.Histogram is { } previous && previous.Bounds.SequenceEqual(histogram.Bounds))
            {
                histogram = histogram with { Bounds = previous.Bounds };
            }
        }

        _last = new(measured.Time, measured.Time, value, histogram);
        return true;
    }

    /// <summary>Forgets the oldest point, but never the last one: it is where the series stands.</summary>
    /// <returns>Whether there was one to forget.</returns>
    public bool DropOldest() => _earlier.TryDequeue(out _);

    public MetricSeries Snapshot(DateTime since)
    {
        var points = new List<MetricPoint>();
        MetricPoint? before = null;
        foreach (var point in _last is { } last ? _earlier.Append(last) : _earlier)
        {
            if (point.End < since)
            {
                before = point;
                continue;
            }

            if (before is { } previous)
            {
                points.Add(previous);
                before = null;
            }

            points.Add(point);
        }

        return new(dimensions, points) { Exemplars = [.. _exemplars] };
    }

    private static HistogramCounts? Sum(HistogramCounts? total, HistogramCounts? delta) =>
        total is null || delta is null || !total.Bounds.SequenceEqual(delta.Bounds)
            ? delta
            : new(total.Count + delta.Count, total.Bounds, [.. total.Buckets.Zip(delta.Buckets, static (one, other) => one + other)]);
}
