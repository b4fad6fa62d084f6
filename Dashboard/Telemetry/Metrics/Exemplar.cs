using Mesh.Dashboard.Telemetry.Traces;

namespace Mesh.Dashboard.Telemetry.Metrics;

/// <summary>A value and the trace during which it was measured.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Value">The value.</param>
/// <param name="TraceId">The trace.</param>
/// <param name="SpanId">The span.</param>
public readonly record struct Exemplar(DateTime Time, double Value, TraceId TraceId, SpanId SpanId);
