using Mesh.Dashboard.Telemetry.Logs;
using Mesh.Dashboard.Telemetry.Metrics;
using Mesh.Dashboard.Telemetry.Traces;

namespace Mesh.Dashboard.Telemetry;

/// <summary>Takes in what applications tell. All members may be called from any thread.</summary>
internal interface ITelemetrySink
{
    /// <summary>Notes who is about to tell something.</summary>
    /// <returns>Whether it may: <see langword="false"/> when there are too many resources already.</returns>
    bool TryAccept(ResourceKey resource, IReadOnlyList<TelemetryAttribute> attributes);

    /// <summary>The number of the next log entry.</summary>
    long NextLogId();

    /// <summary>Takes in log entries of an accepted resource.</summary>
    void AddLogs(ResourceKey resource, IReadOnlyList<LogEntry> entries);

    /// <summary>Takes in spans of an accepted resource.</summary>
    void AddSpans(ResourceKey resource, IReadOnlyList<Span> spans);

    /// <summary>Takes in what an accepted resource measured up to now: whatever else it measures, it has not begun to.</summary>
    /// <returns>How many were refused because there are too many combinations of dimensions.</returns>
    int AddMeasurements(ResourceKey resource, IReadOnlyList<MetricMeasurement> measurements);
}
