using System.Diagnostics;
using System.Runtime.CompilerServices;
using Mesh.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Hosting;
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

    // Not all that ASP.NET Core has: Microsoft.AspNetCore.MemoryPool alone measures a dozen times for every request.
    private static readonly string[] ServerMeters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    // Measured twice for every request, which is two thirds of what it costs to measure one.
    private const string RequestsUnderWay = "http.server.active_requests";

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
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        var isLimited = options.RequestsPerSecond > 0
            && builder.Configuration["OTEL_TRACES_SAMPLER"] is null or "" or "always_on" or "parentbased_always_on";
        builder.Services.AddSingleton(new RequestLimit(isLimited ? options.RequestsPerSecond : 0, TimeProvider.System));
        builder.Services.AddSingleton<IStartupFilter, RequestTracing>();
        builder.Services.Configure<LoggerFilterOptions>(WithoutSpansOfTheServer);
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddMeter(ServerMeters)
                .AddView(RequestsUnderWay, MetricStreamConfiguration.Drop)
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(OwnSources))
            .WithTracing(tracing => tracing
                .AddSource(OwnSources)
                .FollowDecisions(isLimited)
                .AddHttpClientInstrumentation(client => client.FilterHttpRequestMessage = static _ => HasParent(Activity.Current)))
            .UseOtlpExporter();
    }

    // A sampler that is set here goes before the variable.
    private static TracerProviderBuilder FollowDecisions(this TracerProviderBuilder tracing, bool isLimited) =>
        isLimited ? tracing.SetSampler(new ParentBasedSampler(new AlwaysOnSampler())) : tracing;

    // While this category is on at all, ASP.NET Core makes a span for every request, listener or not.
    private static void WithoutSpansOfTheServer(LoggerFilterOptions filter) =>
        filter.Rules.Insert(0, new LoggerFilterRule(providerName: null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None, filter: null));

    // A request that nothing asked for is a background poll: a blocking query, an event stream. Each would be a trace of its own.
    private static bool HasParent(Activity? span) => span is null || span.ParentSpanId != default;
}
