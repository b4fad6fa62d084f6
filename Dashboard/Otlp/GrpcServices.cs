using Grpc.Core;
using Mesh.Dashboard.Otlp.Wire;

namespace Mesh.Dashboard.Otlp;

/// <summary>Takes in spans by gRPC.</summary>
internal sealed class TraceGrpcService(TraceReceiver receiver) : TraceService.TraceServiceBase
{
    public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context) => Task.FromResult(receiver.Receive(request));
}

/// <summary>Takes in log entries by gRPC.</summary>
internal sealed class LogGrpcService(LogReceiver receiver) : LogsService.LogsServiceBase
{
    public override Task<ExportLogsServiceResponse> Export(ExportLogsServiceRequest request, ServerCallContext context) => Task.FromResult(receiver.Receive(request));
}

/// <summary>Takes in measurements by gRPC.</summary>
internal sealed class MetricGrpcService(MetricReceiver receiver) : MetricsService.MetricsServiceBase
{
    public override Task<ExportMetricsServiceResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context) => Task.FromResult(receiver.Receive(request));
}
