namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>
/// The spans of a trace, in the order in which they came. Spans are only ever added at the end of the array, or to a larger copy of it:
/// whoever has taken a <see cref="Snapshot"/> under the store's lock reads it without one.
/// </summary>
internal sealed class KeptTrace(TraceId id)
{
    private Span[] _spans = new Span[2];
    private int _count;
    private volatile CachedSummary? _summary;

    public TraceId Id => id;

    /// <summary>Whether it had to go.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>Who takes part, with how many spans.</summary>
    public Dictionary<ResourceTraces, int> Participants { get; } = new(2);

    public ArraySegment<Span> Snapshot => new(_spans, 0, _count);

    public void Add(Span span, ResourceTraces resource)
    {
        if (_count == _spans.Length)
        {
            Array.Resize(ref _spans, _count * 2);
        }

        _spans[_count++] = span;
        Participants[resource] = Participants.GetValueOrDefault(resource) + 1;
    }

    public void Drop()
    {
        IsDropped = true;
        (_spans, _count, _summary) = ([], 0, null);
        Participants.Clear();
    }

    /// <summary>What a list shows of it, worked out anew only when spans have come.</summary>
    public TraceSummary Summarize(ArraySegment<Span> spans)
    {
        if (_summary is { } cached && cached.SpanCount == spans.Count)
        {
            return cached.Summary;
        }

        var summary = TraceSummaries.Of(id, spans);
        _summary = new(spans.Count, summary);
        return summary;
    }

    private sealed record CachedSummary(int SpanCount, TraceSummary Summary);
}
