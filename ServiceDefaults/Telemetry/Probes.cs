using Mesh.ServiceDefaults.Health;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Mesh.ServiceDefaults.Telemetry;

/// <summary>The paths that machines ask for again and again: their spans would bury all others.</summary>
internal static class Probes
{
    public static bool Contains(PathString path) =>
        path.Equals(HealthExtensions.ReadinessPath, StringComparison.OrdinalIgnoreCase)
        || path.Equals(HealthExtensions.LivenessPath, StringComparison.OrdinalIgnoreCase)
        || path.Equals(PrometheusExtensions.Path, StringComparison.OrdinalIgnoreCase);
}
