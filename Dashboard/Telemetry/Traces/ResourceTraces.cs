namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>The traces in which a resource takes part, oldest first, and how many spans of its own they hold.</summary>
internal sealed class ResourceTraces
{
    private readonly Queue<KeptTrace> _traces = new();

    /// <summary>How many traces.</summary>
    public int TraceCount { get; private set; }

    /// <summary>How many spans of this resource.</summary>
    public int SpanCount { get; private set; }

    /// <summary>How many spans of this resource had to go.</summary>
    public long Dropped { get; private set; }

    public void Joined(KeptTrace trace)
    {
        _traces.Enqueue(trace);
        TraceCount++;
    }

    public void Added() => SpanCount++;

    public void Left(int spans)
    {
        TraceCount--;
        SpanCount -= spans;
        Dropped += spans;
    }

    /// <summary>The oldest trace that is still kept. Those that others have dropped meanwhile are forgotten on the way.</summary>
    public KeptTrace Oldest()
    {
        Forget();
        return _traces.Peek();
    }

    public void Forget()
    {
        while (_traces.TryPeek(out var trace) && trace.IsDropped)
        {
            _traces.Dequeue();
        }
    }
}
