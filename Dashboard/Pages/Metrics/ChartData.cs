namespace Mesh.Dashboard.Pages.Metrics;

/// <summary>What a chart or table shows.</summary>
/// <param name="Times">The moments, oldest first, UTC.</param>
/// <param name="Lines">A value for each moment and line.</param>
/// <param name="Unit">The unit of the values.</param>
public sealed record ChartData(IReadOnlyList<DateTime> Times, IReadOnlyList<ChartLine> Lines, MetricUnit Unit)
{
    /// <summary>How many lines there would be without a limit.</summary>
    public int LinesInAll { get; init; }
}
