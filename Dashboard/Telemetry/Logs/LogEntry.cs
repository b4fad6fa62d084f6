using Mesh.Dashboard.Telemetry.Traces;

namespace Mesh.Dashboard.Telemetry.Logs;

/// <summary>A structured log entry.</summary>
public sealed record LogEntry
{
    /// <summary>Its number in this store: 1 for the first that ever came.</summary>
    public long Id { get; init; }

    /// <summary>Who wrote it.</summary>
    public required ResourceKey Resource { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime Time { get; init; }

    /// <summary>How grave it is.</summary>
    public required LogSeverity Severity { get; init; }

    /// <summary>The text, with values filled in.</summary>
    public required string Message { get; init; }

    /// <summary>The text before values were filled in, where the application gave one.</summary>
    public string? Template { get; init; }

    /// <summary>The logger's name, which .NET calls category.</summary>
    public string Category { get; init; } = "";

    /// <summary>The event's name, where it has one.</summary>
    public string? EventName { get; init; }

    /// <summary>The trace during which it was written.</summary>
    public TraceId? TraceId { get; init; }

    /// <summary>The span during which it was written.</summary>
    public SpanId? SpanId { get; init; }

    /// <summary>Its further values.</summary>
    public IReadOnlyList<TelemetryAttribute> Attributes { get; init; } = [];

    /// <summary>The exception it reports, with its stack trace, where there is one.</summary>
    public string? Exception =>
        Attributes.ValueOf("exception.stacktrace") ??
        (Attributes.ValueOf("exception.type") is { } type ? $"{type}: {Attributes.ValueOf("exception.message")}" : Attributes.ValueOf("exception.message"));
}
