using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Mesh.ServiceDefaults.Health;

internal static class HealthExtensions
{
    public const string ReadinessPath = "/health";
    public const string LivenessPath = "/alive";

    public static void AddReadiness(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReadinessLog>();
        builder.Services.AddHealthChecks()
            .AddCheck("self", static () => HealthCheckResult.Healthy(), ["live"])
            .AddCheck<ReadinessCheck>("lifetime", tags: ["ready"]);
    }

    public static IEndpointConventionBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var log = endpoints.ServiceProvider.GetRequiredService<ReadinessLog>();
        var group = endpoints.MapGroup("").DisableHttpMetrics();
        group.MapHealthChecks(ReadinessPath, new HealthCheckOptions { ResponseWriter = log.WriteAsync });
        group.MapHealthChecks(LivenessPath, new HealthCheckOptions { Predicate = static check => check.Tags.Contains("live") });
        return group;
    }
}
