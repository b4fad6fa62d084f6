namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>What a list of traces shows of one.</summary>
public sealed record TraceSummary
{
    /// <summary>The trace's id.</summary>
    public required TraceId Id { get; init; }

    /// <summary>The name of its first span: the one without a parent, or else the one that began first.</summary>
    public required string Name { get; init; }

    /// <summary>Who began it.</summary>
    public required ResourceKey RootResource { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime Start { get; init; }

    /// <summary>From the beginning of its first span to the end of its last.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How many spans are kept of it.</summary>
    public required int SpanCount { get; init; }

    /// <summary>How many of them failed.</summary>
    public required int ErrorCount { get; init; }

    /// <summary>Who took part, in the order in which they did.</summary>
    public required IReadOnlyList<TraceParticipant> Participants { get; init; }
}
