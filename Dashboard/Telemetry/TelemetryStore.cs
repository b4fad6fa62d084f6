using System.Collections.Immutable;
using Mesh.Dashboard.Telemetry.Logs;
using Mesh.Dashboard.Telemetry.Metrics;
using Mesh.Dashboard.Telemetry.Traces;
using Microsoft.Extensions.Logging;

namespace Mesh.Dashboard.Telemetry;

/// <summary>Keeps telemetry in memory, within limits.</summary>
internal sealed class TelemetryStore(TelemetryLimits limits, TimeProvider time, ILogger<TelemetryStore> logger) : ITelemetryStore, ITelemetrySink
{
    private readonly LogStore _logs = new(limits);
    private readonly TraceStore _traces = new(limits);
    private readonly MetricStore _metrics = new(limits);
    private ImmutableSortedDictionary<ResourceKey, IReadOnlyList<TelemetryAttribute>> _resources = ImmutableSortedDictionary<ResourceKey, IReadOnlyList<TelemetryAttribute>>.Empty;
    private ImmutableArray<TelemetryWatch> _watches = [];

    public TelemetryLimits Limits => limits;

    public IReadOnlyList<TelemetryResource> Resources =>
    [
        .. _resources.Select(resource => new TelemetryResource(resource.Key)
        {
            Attributes = resource.Value,
            Logs = _logs.RetentionOf(resource.Key),
            Spans = _traces.RetentionOf(resource.Key),
            MetricPoints = _metrics.RetentionOf(resource.Key),
        }),
    ];

    public Page<LogEntry> QueryLogs(LogQuery query) => _logs.Query(query);

    public LogEntry? FindLog(long id) => _logs.Find(id);

    public IReadOnlyList<string> LogAttributeNames(IReadOnlyList<ResourceKey>? resources) => _logs.AttributeNames(resources);

    public Page<TraceSummary> QueryTraces(TraceQuery query) => _traces.Query(query);

    public Trace? FindTrace(TraceId id) => _traces.Find(id);

    public IReadOnlyList<MetricInstrument> Instruments(ResourceKey resource) => _metrics.Instruments(resource);

    public MetricData? QueryMetric(MetricQuery query) => _metrics.Query(query);

    public void Clear(TelemetryKinds kinds, ResourceKey? resource)
    {
        if (kinds.HasFlag(TelemetryKinds.Logs))
        {
            _logs.Clear(resource);
        }

        if (kinds.HasFlag(TelemetryKinds.Traces))
        {
            _traces.Clear(resource);
        }

        if (kinds.HasFlag(TelemetryKinds.Metrics))
        {
            _metrics.Clear(resource);
        }

        if (kinds.HasFlag(TelemetryKinds.Resources))
        {
            ImmutableInterlocked.Update(ref _resources, resources => resource is null ? resources.Clear() : resources.Remove(resource));
        }

        Signal(kinds);
    }

    public IDisposable Watch(TelemetryKinds kinds, Action<TelemetryKinds> changed)
    {
        var watch = new TelemetryWatch(kinds, changed, gone => ImmutableInterlocked.Update(ref _watches, watches => watches.Remove(gone)), time, logger);
        ImmutableInterlocked.Update(ref _watches, watches => watches.Add(watch));
        return watch;
    }

    public bool TryAccept(ResourceKey resource, IReadOnlyList<TelemetryAttribute> attributes)
    {
        if (_resources.TryGetValue(resource, out var known) && known.SequenceEqual(attributes))
        {
            return true;
        }

        if (known is null && _resources.Count >= limits.MaxResourceCount)
        {
            return false;
        }

        ImmutableInterlocked.Update(ref _resources, resources => resources.SetItem(resource, attributes));
        Signal(TelemetryKinds.Resources);
        return true;
    }

    public long NextLogId() => _logs.NextId();

    public void AddLogs(ResourceKey resource, IReadOnlyList<LogEntry> entries)
    {
        _logs.Add(resource, entries);
        Signal(TelemetryKinds.Logs);
    }

    public void AddSpans(ResourceKey resource, IReadOnlyList<Span> spans)
    {
        _traces.Add(resource, spans);
        Signal(TelemetryKinds.Traces);
    }

    public int AddMeasurements(ResourceKey resource, IReadOnlyList<MetricMeasurement> measurements)
    {
        var refused = _metrics.Add(resource, measurements);
        Signal(TelemetryKinds.Metrics);
        return refused;
    }

    private void Signal(TelemetryKinds kinds)
    {
        foreach (var watch in _watches)
        {
            watch.Signal(kinds);
        }
    }
}
