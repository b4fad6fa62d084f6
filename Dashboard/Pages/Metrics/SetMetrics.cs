using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Metrics;

namespace Mesh.Dashboard.Pages.Metrics;

/// <summary>What all instances of a set measure, as if one of them had.</summary>
internal static class SetMetrics
{
    /// <summary>The dimension that tells the instances from each other.</summary>
    public const string Instance = "instance";

    /// <summary>The instruments of any of them, by meter and name.</summary>
    public static IReadOnlyList<MetricInstrument> Instruments(this ITelemetryStore store, IReadOnlyList<ResourceKey> resources) =>
    [
        .. resources.SelectMany(store.Instruments).DistinctBy(instrument => (instrument.Meter, instrument.Name))
            .OrderBy(instrument => instrument.Meter, StringComparer.OrdinalIgnoreCase).ThenBy(instrument => instrument.Name, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The points of an instrument; of several instances, with the instance as one more dimension.</summary>
    public static MetricData? QueryMetric(this ITelemetryStore store, IReadOnlyList<ResourceKey> resources, MetricInstrument instrument, DateTime since)
    {
        MetricData[] found = [.. resources.Select(resource => store.QueryMetric(new(resource, instrument.Meter, instrument.Name) { Since = since })).OfType<MetricData>()];
        if (resources.Count == 1 || found.Length == 0)
        {
            return found.FirstOrDefault();
        }

        var areNamesUnique = resources.DistinctBy(resource => resource.Name).Count() == resources.Count;
        return new(instrument, [.. found.SelectMany(one => one.Series.Select(series => series with
        {
            Dimensions = [new(Instance, areNamesUnique ? one.Instrument.Resource.Name : one.Instrument.Resource.Id), .. series.Dimensions],
        }))]);
    }
}
