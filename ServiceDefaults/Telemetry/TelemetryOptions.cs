namespace Mesh.ServiceDefaults.Telemetry;

/// <summary>Section <c>Telemetry</c>: how much a service tells of itself. OpenTelemetry's own variables say where to.</summary>
public sealed record TelemetryOptions
{
    /// <summary>
    /// How many requests a second are traced at most, of those that come without a decision to trace them; metrics count every one. 0 traces all of them.
    /// Without effect where <c>OTEL_TRACES_SAMPLER</c> names another sampler than <c>always_on</c> or <c>parentbased_always_on</c>. Default 100; 0 to 1,000,000.
    /// </summary>
    public int RequestsPerSecond { get; init; } = 100;
}
