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

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Values">A value for each moment; <see langword="null"/> where there is none.</param>
public sealed record ChartLine(string Name, IReadOnlyList<double?> Values)
{
    /// <summary>Which of the moments is the last that has a value; -1 when none has.</summary>
    public int Last
    {
        get
        {
            var index = Values.Count - 1;
            while (index >= 0 && Values[index] is null)
            {
                index--;
            }

            return index;
        }
    }
}
