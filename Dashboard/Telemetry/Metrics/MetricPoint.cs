namespace Mesh.Dashboard.Telemetry.Metrics;

/// <summary>
/// What an instrument said from one moment to another. Equal values in a row are one point, so that what does not change costs nothing.
/// Sums and histograms are totals since the application started, however they were sent; a total that shrinks means that it started anew.
/// </summary>
/// <param name="Start">When the value was told first, UTC.</param>
/// <param name="End">When it was told last, UTC.</param>
/// <param name="Value">The value; of a histogram the sum of all values.</param>
/// <param name="Histogram">Of a histogram: how often which values came.</param>
public readonly record struct MetricPoint(DateTime Start, DateTime End, double Value, HistogramCounts? Histogram);
