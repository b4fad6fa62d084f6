namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>How a span ended. The numbers are OTLP's.</summary>
public enum SpanStatus
{
    /// <summary>Nothing was said; taken for good.</summary>
    Unset = 0,

    /// <summary>Explicitly good.</summary>
    Ok = 1,

    /// <summary>Failed.</summary>
    Error = 2,
}
