namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>Which traces are wanted. What is not set does not filter; all that is set must apply.</summary>
public sealed record TraceQuery
{
    /// <summary>In which any of these instances takes part.</summary>
    public IReadOnlyList<ResourceKey>? Resources { get; init; }

    /// <summary>With this text in the name of a span, in one of its attributes' values, or in the trace's id; regardless of case.</summary>
    public string? Text { get; init; }

    /// <summary>At least this long.</summary>
    public TimeSpan MinimumDuration { get; init; }

    /// <summary>Only those with a span that failed.</summary>
    public bool ErrorsOnly { get; init; }

    /// <summary>The newest first, rather than the oldest.</summary>
    public bool NewestFirst { get; init; } = true;

    /// <summary>How many of those found are passed over.</summary>
    public int Skip { get; init; }

    /// <summary>How many are wanted at most.</summary>
    public int Take { get; init; } = 100;
}
