namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>Another span that a span has to do with, without being caused by it.</summary>
/// <param name="TraceId">The other span's trace.</param>
/// <param name="SpanId">The other span.</param>
/// <param name="Attributes">Further values.</param>
public sealed record SpanLink(TraceId TraceId, SpanId SpanId, IReadOnlyList<TelemetryAttribute> Attributes);
