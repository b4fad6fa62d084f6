using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.Registrar.Telemetry;

/// <summary>Unhealthy until the first full sync; degraded, saying why, while Consul or a source cannot be followed.</summary>
internal sealed class RegistrarHealthCheck(RegistrarCondition condition) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubles = string.Join(" ", condition.Troubles);
        return Task.FromResult(
            condition.SinceSync is null ? HealthCheckResult.Unhealthy($"No full sync yet. {troubles}".TrimEnd())
            : troubles.Length > 0 ? HealthCheckResult.Degraded(troubles)
            : HealthCheckResult.Healthy());
    }
}
