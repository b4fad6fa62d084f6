namespace Mesh.Dashboard.Telemetry.Metrics;

/// <summary>The points of an instrument.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Series">One series for each combination of dimensions.</param>
public sealed record MetricData(MetricInstrument Instrument, IReadOnlyList<MetricSeries> Series);
