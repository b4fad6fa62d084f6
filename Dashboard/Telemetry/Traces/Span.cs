namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>A piece of work that an application told of.</summary>
public sealed record Span
{
    /// <summary>The trace it belongs to.</summary>
    public required TraceId TraceId { get; init; }

    /// <summary>Its id, unique within its trace.</summary>
    public required SpanId Id { get; init; }

    /// <summary>The span that caused it; <see langword="null"/> for the first of a trace. It may not be kept, or not have come yet.</summary>
    public SpanId? ParentId { get; init; }

    /// <summary>Who did it.</summary>
    public required ResourceKey Resource { get; init; }

    /// <summary>What was done, such as <c>GET /</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its part in a conversation.</summary>
    public SpanKind Kind { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime Start { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTime End => Start + Duration;

    /// <summary>How it ended.</summary>
    public SpanStatus Status { get; init; }

    /// <summary>Why it failed, where the application said so.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>The name of the activity source that told of it.</summary>
    public string Source { get; init; } = "";

    /// <summary>Its further values.</summary>
    public IReadOnlyList<TelemetryAttribute> Attributes { get; init; } = [];

    /// <summary>What happened meanwhile.</summary>
    public IReadOnlyList<SpanEvent> Events { get; init; } = [];

    /// <summary>Other spans that it has to do with.</summary>
    public IReadOnlyList<SpanLink> Links { get; init; } = [];
}
