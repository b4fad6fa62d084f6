using Mesh.ServiceDefaults;
using Mesh.ServiceDefaults.Drain;
using Mesh.ServiceDefaults.Health;
using Mesh.ServiceDefaults.Start;
using Mesh.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of the mesh shares: telemetry, health endpoints, graceful drain and readable start failures.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Adds the shared parts to a service. Call it first. Telemetry is added only when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.
    /// </summary>
    /// <returns>The same builder.</returns>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddStartFailures();
        builder.AddSparseLogging();
        builder.AddDrain();
        builder.AddReadiness();
        builder.AddTelemetryIfWanted();
        builder.Services.AddSingleton(InstanceIdentity.From(builder.Configuration));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (readiness: 200 <c>Healthy</c> when every health check passes, 503 <c>Unhealthy</c> also while starting and draining)
    /// and <c>/alive</c> (liveness: the checks tagged <c>live</c> only).
    /// </summary>
    /// <returns>Both endpoints, for conventions such as <c>RequireHost("*:8081")</c>.</returns>
    public static IEndpointConventionBuilder MapDefaultEndpoints(this IEndpointRouteBuilder endpoints) => endpoints.MapHealth();
}
