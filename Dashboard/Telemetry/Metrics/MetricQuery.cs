namespace Mesh.Dashboard.Telemetry.Metrics;

/// <summary>Which points are wanted.</summary>
/// <param name="Resource">Of which instance.</param>
/// <param name="Meter">Of which group.</param>
/// <param name="Name">Of which instrument.</param>
public sealed record MetricQuery(ResourceKey Resource, string Meter, string Name)
{
    /// <summary>Points that ended at this moment or later, UTC, and the last one before it (from which rates are worked out).</summary>
    public DateTime Since { get; init; } = DateTime.MinValue;
}
