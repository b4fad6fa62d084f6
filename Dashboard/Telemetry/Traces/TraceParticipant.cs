namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>The part of one resource in a trace.</summary>
/// <param name="Resource">Who.</param>
/// <param name="SpanCount">With how many spans.</param>
/// <param name="ErrorCount">How many of them failed.</param>
/// <param name="Start">When its first one began, UTC.</param>
/// <param name="End">When its last one ended, UTC.</param>
public sealed record TraceParticipant(ResourceKey Resource, int SpanCount, int ErrorCount, DateTime Start, DateTime End);
