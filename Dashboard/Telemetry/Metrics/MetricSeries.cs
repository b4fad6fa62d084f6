namespace Mesh.Dashboard.Telemetry.Metrics;

/// <summary>The points of one combination of dimensions.</summary>
/// <param name="Dimensions">Names and values, by name; empty when the instrument has none.</param>
/// <param name="Points">The points, oldest first.</param>
public sealed record MetricSeries(IReadOnlyList<TelemetryAttribute> Dimensions, IReadOnlyList<MetricPoint> Points)
{
    /// <summary>Examples of traces during which values were measured, newest last.</summary>
    public IReadOnlyList<Exemplar> Exemplars { get; init; } = [];
}
