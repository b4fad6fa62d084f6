namespace Mesh.Dashboard.Telemetry.Logs;

/// <summary>How grave a log entry is: .NET's levels, to which the 24 severity numbers of OpenTelemetry's log data model are folded.</summary>
public enum LogSeverity
{
    /// <summary>Severity numbers 1 to 4, and 0 (not given).</summary>
    Trace,

    /// <summary>Severity numbers 5 to 8.</summary>
    Debug,

    /// <summary>Severity numbers 9 to 12.</summary>
    Information,

    /// <summary>Severity numbers 13 to 16.</summary>
    Warning,

    /// <summary>Severity numbers 17 to 20.</summary>
    Error,

    /// <summary>Severity numbers 21 to 24.</summary>
    Critical,
}
