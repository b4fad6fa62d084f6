using Mesh.Dashboard.Telemetry.Logs;
using Mesh.Dashboard.Telemetry.Metrics;
using Mesh.Dashboard.Telemetry.Traces;

namespace Mesh.Dashboard.Telemetry;

/// <summary>What applications have told of themselves, as far as it is kept. All members may be called from any thread.</summary>
public interface ITelemetryStore
{
    /// <summary>How much is kept of each resource.</summary>
    TelemetryLimits Limits { get; }

    /// <summary>Who has sent telemetry, by name.</summary>
    IReadOnlyList<TelemetryResource> Resources { get; }

    /// <summary>The log entries that a query asks for.</summary>
    Page<LogEntry> QueryLogs(LogQuery query);

    /// <summary>One log entry; <see langword="null"/> when it is not kept (any more).</summary>
    LogEntry? FindLog(long id);

    /// <summary>The names of attributes that log entries have or had, for filters; those of these instances, or of all.</summary>
    IReadOnlyList<string> LogAttributeNames(IReadOnlyList<ResourceKey>? resources);

    /// <summary>The traces that a query asks for.</summary>
    Page<TraceSummary> QueryTraces(TraceQuery query);

    /// <summary>One trace with all its spans; <see langword="null"/> when it is not kept (any more).</summary>
    Trace? FindTrace(TraceId id);

    /// <summary>The instruments of a resource, by meter and name.</summary>
    IReadOnlyList<MetricInstrument> Instruments(ResourceKey resource);

    /// <summary>The points of one instrument; <see langword="null"/> when there is no such instrument.</summary>
    MetricData? QueryMetric(MetricQuery query);

    /// <summary>Forgets telemetry, of one resource or of all.</summary>
    void Clear(TelemetryKinds kinds, ResourceKey? resource = null);

    /// <summary>
    /// Tells when something has changed, as long as the result is not disposed. Changes are collected: <paramref name="changed"/> is called
    /// with all kinds that have changed since the last call, at most four times a second, on a thread of the pool, never twice at once.
    /// </summary>
    IDisposable Watch(TelemetryKinds kinds, Action<TelemetryKinds> changed);
}
