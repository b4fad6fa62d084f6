namespace Mesh.Dashboard.Telemetry.Metrics;

/// <summary>One value as an application sent it.</summary>
/// <param name="Instrument">What was measured.</param>
/// <param name="Dimensions">Its dimensions, by name.</param>
/// <param name="Time">When, UTC.</param>
/// <param name="Value">The value; of a histogram the sum of all values.</param>
internal sealed record MetricMeasurement(MetricInstrument Instrument, IReadOnlyList<TelemetryAttribute> Dimensions, DateTime Time, double Value)
{
    /// <summary>Whether the value counts from the last one on, rather than from the application's start.</summary>
    public bool IsDelta { get; init; }

    /// <summary>Of a histogram: how often which values came.</summary>
    public HistogramCounts? Histogram { get; init; }

    /// <summary>Examples of traces.</summary>
    public IReadOnlyList<Exemplar> Exemplars { get; init; } = [];
}
