namespace Mesh.Dashboard.Telemetry;

/// <summary>An instance that has sent telemetry, and how much of it is kept.</summary>
/// <param name="Key">Who it is.</param>
public sealed record TelemetryResource(ResourceKey Key)
{
    /// <summary>What it said of itself when it sent telemetry last.</summary>
    public IReadOnlyList<TelemetryAttribute> Attributes { get; init; } = [];

    /// <summary>Its log entries.</summary>
    public Retention Logs { get; init; }

    /// <summary>Its spans.</summary>
    public Retention Spans { get; init; }

    /// <summary>Its metric points.</summary>
    public Retention MetricPoints { get; init; }
}
