using Mesh.Dashboard.Telemetry.Traces;

namespace Mesh.Dashboard.Telemetry.Logs;

/// <summary>Which log entries are wanted. What is not set does not filter; all that is set must apply.</summary>
public sealed record LogQuery
{
    /// <summary>Of these instances only.</summary>
    public IReadOnlyList<ResourceKey>? Resources { get; init; }

    /// <summary>At least this grave.</summary>
    public LogSeverity MinimumSeverity { get; init; } = LogSeverity.Trace;

    /// <summary>With this text in the message, the category or the exception, regardless of case.</summary>
    public string? Text { get; init; }

    /// <summary>With these attributes.</summary>
    public IReadOnlyList<AttributeFilter> Attributes { get; init; } = [];

    /// <summary>Of this trace only.</summary>
    public TraceId? TraceId { get; init; }

    /// <summary>Of this span only.</summary>
    public SpanId? SpanId { get; init; }

    /// <summary>Only those that came after the entry of this number.</summary>
    public long AfterId { get; init; }

    /// <summary>The newest first, rather than the oldest.</summary>
    public bool NewestFirst { get; init; } = true;

    /// <summary>How many of those found are passed over.</summary>
    public int Skip { get; init; }

    /// <summary>How many are wanted at most.</summary>
    public int Take { get; init; } = 100;
}
