using System.Diagnostics;
using System.Runtime.CompilerServices;
using Mesh.ServiceDefaults.Health;
using Mesh.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Mesh.ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    // The name under which the mesh's own meters and activity sources are found: Mesh.Registrar, Mesh.LoadBalancer, …
    private const string OwnSources = "Mesh.*";

    public static void AddTelemetryIfWanted(this IHostApplicationBuilder builder)
    {
        var options = builder.AddSettings<TelemetryOptions>("Telemetry", TelemetryOptionsValidator.Validate);
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            AddTelemetry(builder, options);
        }
    }

    // A method of its own, never inlined, keeps OpenTelemetry's assemblies out of a process without telemetry.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddTelemetry(IHostApplicationBuilder builder, TelemetryOptions options)
    {
        var instance = InstanceIdentity.From(builder.Configuration).Id;
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(OwnSources))
            .WithTracing(tracing => tracing
                .AddSource(OwnSources)
                .LimitRequests(options, builder.Configuration["OTEL_TRACES_SAMPLER"])
                .AddAspNetCoreInstrumentation(server =>
                {
                    server.Filter = static context => !IsProbe(context.Request.Path);
                    server.EnrichWithHttpRequest = (span, _) => span.SetTag("instance", instance);
                })
                .AddHttpClientInstrumentation(client => client.FilterHttpRequestMessage = static _ => HasParent(Activity.Current)))
            .UseOtlpExporter();
    }

    // A sampler that is set here goes before the variable. Those that record everything are what Aspire sets, and what holds without one.
    private static TracerProviderBuilder LimitRequests(this TracerProviderBuilder tracing, TelemetryOptions options, string? sampler) =>
        options.RequestsPerSecond > 0 && (sampler is null or "" or "always_on" or "parentbased_always_on")
            ? tracing.SetSampler(new ParentBasedSampler(new RequestSampler(options.RequestsPerSecond, TimeProvider.System)))
            : tracing;

    private static bool IsProbe(PathString path) =>
        path.Equals(HealthExtensions.ReadinessPath, StringComparison.OrdinalIgnoreCase)
        || path.Equals(HealthExtensions.LivenessPath, StringComparison.OrdinalIgnoreCase)
        || path.Equals(PrometheusExtensions.Path, StringComparison.OrdinalIgnoreCase);

    // A request that nothing asked for is a background poll: a blocking query, an event stream. Each would be a trace of its own.
    private static bool HasParent(Activity? span) => span is null || span.ParentSpanId != default;
}
