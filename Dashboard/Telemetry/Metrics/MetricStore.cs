namespace Mesh.Dashboard.Telemetry.Metrics;

/// <summary>Keeps the last metric points of each resource.</summary>
internal sealed class MetricStore(TelemetryLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceKey, ResourceMetrics> _resources = [];

    /// <summary>Adds values.</summary>
    /// <returns>How many were refused because their resource has too many combinations of dimensions.</returns>
    public int Add(ResourceKey resource, IReadOnlyList<MetricMeasurement> measurements)
    {
        lock (_gate)
        {
            if (!_resources.TryGetValue(resource, out var kept))
            {
                _resources.Add(resource, kept = new(limits));
            }

            return kept.Add(measurements);
        }
    }

    public IReadOnlyList<MetricInstrument> Instruments(ResourceKey resource)
    {
        lock (_gate)
        {
            return _resources.TryGetValue(resource, out var kept)
                ? [.. kept.Instruments.OrderBy(instrument => instrument.Meter, StringComparer.OrdinalIgnoreCase).ThenBy(instrument => instrument.Name, StringComparer.OrdinalIgnoreCase)]
                : [];
        }
    }

    public MetricData? Query(MetricQuery query)
    {
        lock (_gate)
        {
            return _resources.TryGetValue(query.Resource, out var kept) ? kept.Snapshot(query.Meter, query.Name, query.Since) : null;
        }
    }

    public Retention RetentionOf(ResourceKey resource)
    {
        lock (_gate)
        {
            return _resources.TryGetValue(resource, out var kept) ? new(kept.PointCount, kept.Dropped) : default;
        }
    }

    public void Clear(ResourceKey? resource)
    {
        lock (_gate)
        {
            if (resource is null)
            {
                _resources.Clear();
            }
            else
            {
                _resources.Remove(resource);
            }
        }
    }
}
