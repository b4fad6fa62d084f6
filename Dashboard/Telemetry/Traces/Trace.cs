namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>A trace with all spans that are kept of it.</summary>
/// <param name="Summary">What a list shows of it.</param>
/// <param name="Spans">Its spans, by the time they began.</param>
public sealed record Trace(TraceSummary Summary, IReadOnlyList<Span> Spans);
