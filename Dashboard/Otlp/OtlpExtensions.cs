using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Mesh.Dashboard.Configuration;
using Mesh.Dashboard.Hosting;
using Mesh.Dashboard.Otlp.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mesh.Dashboard.Otlp;

/// <summary>Receives telemetry by OpenTelemetry's protocol (OTLP 1.x), over gRPC and over HTTP with binary protobuf.</summary>
internal static class OtlpExtensions
{
    /// <summary>The largest request, in bytes, after it was decompressed. The largest batches of OpenTelemetry's SDKs stay far below it.</summary>
    public const int MaxRequestSize = 8 * 1024 * 1024;

    public static void AddOtlpReceivers(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new WireText(provider.GetRequiredService<DashboardOptions>().Limits));
        services.AddSingleton<TraceReceiver>();
        services.AddSingleton<LogReceiver>();
        services.AddSingleton<MetricReceiver>();
        services.AddSingleton<OtlpHttpReceiver>();
        services.AddSingleton<OtlpGrpcReceiver>();
        services.AddSingleton<IServiceMethodProvider<OtlpGrpcReceiver>>(provider => provider.GetRequiredService<OtlpGrpcReceiver>());
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaxRequestSize;
            grpc.CompressionProviders = [new BoundedGzip(MaxRequestSize)];
            grpc.IgnoreUnknownServices = true;
        });
    }

    public static void MapOtlpReceivers(this IEndpointRouteBuilder web)
    {
        web.MapGrpcService<OtlpGrpcReceiver>().WithMetadata(new ListenerMetadata(ListenerKind.OtlpGrpc)).AllowAnonymous();
        web.MapReceiver<TraceReceiver, ExportTraceServiceRequest, ExportTraceServiceResponse>("/v1/traces", ExportTraceServiceRequest.Parser);
        web.MapReceiver<LogReceiver, ExportLogsServiceRequest, ExportLogsServiceResponse>("/v1/logs", ExportLogsServiceRequest.Parser);
        web.MapReceiver<MetricReceiver, ExportMetricsServiceRequest, ExportMetricsServiceResponse>("/v1/metrics", ExportMetricsServiceRequest.Parser);
    }

    private static void MapReceiver<TReceiver, TRequest, TResponse>(this IEndpointRouteBuilder web, string path, MessageParser<TRequest> parser)
        where TReceiver : IReceiver<TRequest, TResponse>
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
    {
        var receiver = web.ServiceProvider.GetRequiredService<TReceiver>();
        var http = web.ServiceProvider.GetRequiredService<OtlpHttpReceiver>();
        web.MapPost(path, context => http.ReceiveAsync(context, parser, receiver)).WithMetadata(new ListenerMetadata(ListenerKind.OtlpHttp)).AllowAnonymous();
    }
}
