namespace Mesh.Dashboard.Telemetry;

/// <summary>The kinds of telemetry.</summary>
[Flags]
public enum TelemetryKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Log entries.</summary>
    Logs = 1,

    /// <summary>Spans and the traces they form.</summary>
    Traces = 2,

    /// <summary>Instruments and their points.</summary>
    Metrics = 4,

    /// <summary>Which resources have sent anything.</summary>
    Resources = 8,

    /// <summary>All of them.</summary>
    All = Logs | Traces | Metrics | Resources,
}
