namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>Works out what a list shows of a trace.</summary>
internal static class TraceSummaries
{
    public static TraceSummary Of(TraceId id, ArraySegment<Span> spans)
    {
        var root = spans[0];
        var (start, end, errors) = (root.Start, root.End, 0);
        var participants = new List<TraceParticipant>(2);
        foreach (var span in spans)
        {
            root = ComesBefore(span, root) ? span : root;
            start = span.Start < start ? span.Start : start;
            end = span.End > end ? span.End : end;
            errors += span.Status == SpanStatus.Error ? 1 : 0;
            Count(participants, span);
        }

        participants.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        return new()
        {
            Id = id,
            Name = root.Name,
            RootResource = root.Resource,
            Start = start,
            Duration = end - start,
            SpanCount = spans.Count,
            ErrorCount = errors,
            Participants = participants,
        };
    }

    private static bool ComesBefore(Span span, Span root) =>
        span.ParentId is null != root.ParentId is null ? span.ParentId is null : span.Start < root.Start;

    private static void Count(List<TraceParticipant> participants, Span span)
    {
        var errors = span.Status == SpanStatus.Error ? 1 : 0;
        var index = participants.FindIndex(participant => participant.Resource == span.Resource);
        if (index < 0)
        {
            participants.Add(new(span.Resource, 1, errors, span.Start, span.End));
            return;
        }

        var known = participants[index];
        participants[index] = new(
            known.Resource, known.SpanCount + 1, known.ErrorCount + errors,
            span.Start < known.Start ? span.Start : known.Start, span.End > known.End ? span.End : known.End);
    }
}
