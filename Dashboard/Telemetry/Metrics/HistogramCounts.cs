namespace Mesh.Dashboard.Telemetry.Metrics;

/// <summary>How often which values came.</summary>
/// <param name="Count">How many values came.</param>
/// <param name="Bounds">The upper bounds (inclusive) of all buckets but the last, ascending. Shared by all points of an instrument.</param>
/// <param name="Buckets">How many values fell into each bucket: one more than there are bounds.</param>
public sealed record HistogramCounts(long Count, IReadOnlyList<double> Bounds, IReadOnlyList<long> Buckets);
