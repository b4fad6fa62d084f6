namespace Mesh.Dashboard.Pages.Metrics;

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
