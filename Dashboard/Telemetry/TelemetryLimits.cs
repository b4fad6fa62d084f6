namespace Mesh.Dashboard.Telemetry;

/// <summary>How much telemetry is kept. What exceeds a limit pushes out the oldest of the same resource.</summary>
public sealed record TelemetryLimits
{
    /// <summary>Log entries of each resource. Default 10,000; 1 to 1,000,000.</summary>
    public int MaxLogCount { get; init; } = 10_000;

    /// <summary>Traces in which each resource takes part. Default 10,000; 1 to 1,000,000.</summary>
    public int MaxTraceCount { get; init; } = 10_000;

    /// <summary>Spans of each resource. Default 20,000; 1 to 5,000,000.</summary>
    public int MaxSpanCount { get; init; } = 20_000;

    /// <summary>Metric points of each resource. Default 50,000; 1 to 5,000,000.</summary>
    public int MaxMetricPointCount { get; init; } = 50_000;

    /// <summary>Combinations of dimensions of each resource, over all its instruments. Further ones are refused. Default 5,000; 1 to 100,000.</summary>
    public int MaxSeriesCount { get; init; } = 5_000;

    /// <summary>Resources. Telemetry of further ones is refused. Default 500; 1 to 10,000.</summary>
    public int MaxResourceCount { get; init; } = 500;

    /// <summary>Attributes of each entry; further ones are left out. Default 128; 1 to 1,000.</summary>
    public int MaxAttributeCount { get; init; } = 128;

    /// <summary>Characters of each text; longer ones are cut. Default 16,384; 16 to 1,000,000.</summary>
    public int MaxTextLength { get; init; } = 16_384;
}
