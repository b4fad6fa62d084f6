namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>Something that happened during a span.</summary>
/// <param name="Name">What.</param>
/// <param name="Time">When, UTC.</param>
/// <param name="Attributes">Its further values.</param>
public sealed record SpanEvent(string Name, DateTime Time, IReadOnlyList<TelemetryAttribute> Attributes);
