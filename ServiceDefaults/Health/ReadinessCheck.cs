using Mesh.ServiceDefaults.Drain;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.ServiceDefaults.Health;

/// <summary>Unhealthy until the host has started and from the moment it drains.</summary>
internal sealed class ReadinessCheck(DrainLifetime drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(
            drain.IsDraining ? HealthCheckResult.Unhealthy("draining")
            : drain.IsStarted ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("starting"));
}
