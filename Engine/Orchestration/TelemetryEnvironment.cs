using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Tells an instance who it is in telemetry, and where to send it when there is a dashboard.</summary>
internal static class TelemetryEnvironment
{
    private const string GrpcEndpoint = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string HttpEndpoint = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    private const string ApiKey = "AppHost:OtlpApiKey";

    public static void Add(Dictionary<string, object> variables, IResource resource, string instanceId, IConfiguration configuration, IHostEnvironment host)
    {
        variables["OTEL_SERVICE_NAME"] = resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={ResourceName.InstanceSuffix(instanceId)}";
        if ((configuration[GrpcEndpoint] ?? configuration[HttpEndpoint]) is not { Length: > 0 } endpoint)
        {
            return;
        }

        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = configuration[GrpcEndpoint] is not null ? "grpc" : "http/protobuf";
        if (configuration[ApiKey] is { Length: > 0 } key)
        {
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        }

        if (host.IsDevelopment())
        {
            // People who develop want to see at once what they have just caused.
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }
    }
}
