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

/// <summary>How much of something is kept.</summary>
/// <param name="Kept">How many are kept now.</param>
/// <param name="Dropped">How many had to go, oldest first, because there were more than the limit; 0 again after the telemetry was cleared.</param>
public readonly record struct Retention(int Kept, long Dropped);
