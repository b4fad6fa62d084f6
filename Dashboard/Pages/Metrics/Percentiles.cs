namespace Mesh.Dashboard.Pages.Metrics;

/// <summary>Works out percentiles from the buckets of a histogram.</summary>
internal static class Percentiles
{
    /// <summary>
    /// The value below which the given part of all values lies. Within a bucket the values are taken to be spread evenly; beyond the last bound
    /// nothing is known, so the last bound itself is the answer.
    /// </summary>
    /// <param name="part">From 0 to 1.</param>
    /// <param name="bounds">The upper bounds of all buckets but the last.</param>
    /// <param name="counts">How many values fell into each bucket.</param>
    /// <returns><see langword="null"/> when no value came.</returns>
    public static double? Of(double part, IReadOnlyList<double> bounds, IReadOnlyList<double> counts)
    {
        var total = counts.Sum();
        if (total <= 0 || bounds.Count == 0)
        {
            return null;
        }

        var wanted = part * total;
        var below = 0.0;
        for (var i = 0; i < bounds.Count; i++)
        {
            if (below + counts[i] >= wanted && counts[i] > 0)
            {
                var lower = i == 0 ? Math.Min(0, bounds[0]) : bounds[i - 1];
                return lower + (bounds[i] - lower) * (wanted - below) / counts[i];
            }

            below += counts[i];
        }

        return bounds[^1];
    }
}
