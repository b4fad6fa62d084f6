namespace Mesh.Dashboard.Telemetry.Metrics;

/// <summary>The instruments of one resource, and the order in which their points came.</summary>
internal sealed class ResourceMetrics(TelemetryLimits limits)
{
    private readonly Dictionary<(string Meter, string Name), KeptInstrument> _instruments = [];
    private readonly Queue<KeptSeries> _order = new();
    private int _seriesCount;
    private DateTime? _lastTold;

    public int PointCount => _order.Count;

    public long Dropped { get; private set; }

    public IEnumerable<MetricInstrument> Instruments => _instruments.Values.Select(kept => kept.Instrument);

    /// <summary>Adds what was told at once.</summary>
    /// <returns>How many values were refused: one with new dimensions is when there are too many already.</returns>
    public int Add(IReadOnlyList<MetricMeasurement> measurements)
    {
        var before = _lastTold;
        foreach (var measured in measurements)
        {
            _lastTold = measured.Time > _lastTold ? measured.Time : _lastTold ?? measured.Time;
        }

        return measurements.Count(measured => !Add(measured, before));
    }

    private bool Add(MetricMeasurement measured, DateTime? before)
    {
        var key = (measured.Instrument.Meter, measured.Instrument.Name);
        if (!_instruments.TryGetValue(key, out var kept) || kept.Instrument.Kind != measured.Instrument.Kind)
        {
            if (_seriesCount >= limits.MaxSeriesCount)
            {
                return false;
            }

            _instruments[key] = kept = new(measured.Instrument);
        }

        if (!kept.Series.TryGetValue(measured.Dimensions, out var series))
        {
            if (_seriesCount >= limits.MaxSeriesCount)
            {
                return false;
            }

            _seriesCount++;
            kept.Series.Add(measured.Dimensions, series = new(measured.Dimensions));
            if (before is { } time && time < measured.Time && measured.Instrument.Kind is MetricKind.Counter or MetricKind.Histogram)
            {
                series.Begin(time, measured);
                _order.Enqueue(series);
            }
        }

        if (series.Add(measured))
        {
            _order.Enqueue(series);
        }

        if (_order.Count > limits.MaxMetricPointCount && _order.Dequeue().DropOldest())
        {
            Dropped++;
        }

        return true;
    }

    public MetricData? Snapshot(string meter, string name, DateTime since) =>
        _instruments.TryGetValue((meter, name), out var kept)
            ? new(kept.Instrument, [.. kept.Series.Values.Select(series => series.Snapshot(since)).Where(series => series.Points.Count > 0)])
            : null;

    private sealed record KeptInstrument(MetricInstrument Instrument)
    {
        public Dictionary<IReadOnlyList<TelemetryAttribute>, KeptSeries> Series { get; } = new(DimensionsComparer.Instance);
    }
}
