using System.Buffers;

namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>Keeps the last traces of each resource. A trace is dropped as a whole, with the spans of all who take part in it.</summary>
internal sealed class TraceStore(TelemetryLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TraceId, KeptTrace> _traces = [];
    private readonly Dictionary<ResourceKey, ResourceTraces> _resources = [];

    public void Add(ResourceKey resource, IReadOnlyList<Span> spans)
    {
        lock (_gate)
        {
            if (!_resources.TryGetValue(resource, out var own))
            {
                _resources.Add(resource, own = new());
            }

            foreach (var span in spans)
            {
                Add(own, span);
            }
        }
    }

    public Page<TraceSummary> Query(TraceQuery query)
    {
        var kept = Kept();
        try
        {
            var found = kept.Select(trace => (Summary: trace.Trace.Summarize(trace.Spans), trace.Spans))
                .Where(trace => Accepts(query, trace.Summary, trace.Spans)).Select(trace => trace.Summary);
            return Selection.Of(found, query.NewestFirst ? static (one, other) => Compare(other, one) : Compare, query.Skip, query.Take);
        }
        finally
        {
            ArrayPool<(KeptTrace, ArraySegment<Span>)>.Shared.Return(kept.Array!, clearArray: true);
        }
    }

    public Trace? Find(TraceId id)
    {
        KeptTrace? trace;
        ArraySegment<Span> spans;
        lock (_gate)
        {
            if (!_traces.TryGetValue(id, out trace))
            {
                return null;
            }

            spans = trace.Snapshot;
        }

        return new(trace.Summarize(spans), [.. spans.OrderBy(span => span.Start)]);
    }

    public Retention RetentionOf(ResourceKey resource)
    {
        lock (_gate)
        {
            return _resources.TryGetValue(resource, out var own) ? new(own.SpanCount, own.Dropped) : default;
        }
    }

    public void Clear(ResourceKey? resource)
    {
        lock (_gate)
        {
            if (resource is null)
            {
                _traces.Clear();
                _resources.Clear();
            }
            else if (_resources.Remove(resource, out var own))
            {
                while (own.TraceCount > 0)
                {
                    Drop(own.Oldest());
                }
            }
        }
    }

    private void Add(ResourceTraces own, Span span)
    {
        if (!_traces.TryGetValue(span.TraceId, out var trace))
        {
            _traces.Add(span.TraceId, trace = new(span.TraceId));
        }

        if (!trace.Participants.ContainsKey(own))
        {
            own.Joined(trace);
        }

        trace.Add(span, own);
        own.Added();
        while (own.SpanCount > limits.MaxSpanCount || own.TraceCount > limits.MaxTraceCount)
        {
            Drop(own.Oldest());
        }
    }

    private void Drop(KeptTrace trace)
    {
        _traces.Remove(trace.Id);
        var participants = trace.Participants.ToArray();
        trace.Drop();
        foreach (var (participant, spans) in participants)
        {
            participant.Left(spans);
            participant.Forget();
        }
    }

    // Copied under the lock, looked at outside. The array is borrowed: it would be too large for the collector to like it.
    private ArraySegment<(KeptTrace Trace, ArraySegment<Span> Spans)> Kept()
    {
        lock (_gate)
        {
            var (kept, count) = (ArrayPool<(KeptTrace, ArraySegment<Span>)>.Shared.Rent(_traces.Count), 0);
            foreach (var trace in _traces.Values)
            {
                kept[count++] = (trace, trace.Snapshot);
            }

            return new(kept, 0, count);
        }
    }

    private static bool Accepts(TraceQuery query, TraceSummary summary, ArraySegment<Span> spans) =>
        summary.Duration >= query.MinimumDuration
        && (!query.ErrorsOnly || summary.ErrorCount > 0)
        && (query.Resources is null || summary.Participants.Any(participant => query.Resources.Contains(participant.Resource)))
        && (string.IsNullOrEmpty(query.Text) || Contains(summary, spans, query.Text));

    private static bool Contains(TraceSummary summary, ArraySegment<Span> spans, string text) =>
        spans.Any(span => span.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
            || span.Attributes.Any(attribute => attribute.Value.Contains(text, StringComparison.OrdinalIgnoreCase)))
        || summary.Id.ToString().Contains(text, StringComparison.OrdinalIgnoreCase);

    private static int Compare(TraceSummary one, TraceSummary other) =>
        one.Start.CompareTo(other.Start) is not 0 and var byTime ? byTime : one.Id.Value.CompareTo(other.Id.Value);
}
