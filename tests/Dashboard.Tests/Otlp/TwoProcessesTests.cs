using Mesh.Dashboard.Stage;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Logs;
using Mesh.Dashboard.Telemetry.Metrics;
using Mesh.Dashboard.Telemetry.Traces;
using Mesh.Dashboard.Tests.Hosting;
using Mesh.Dashboard.Tests.Staging;

namespace Mesh.Dashboard.Tests.Otlp;

public sealed class TwoProcessesTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task What_two_processes_tell_of_one_request_by_gRPC_and_by_HTTP_is_one_trace_with_their_logs_and_metrics()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        await using var front = Send("front", "Grpc", dashboard.Application.OtlpGrpcUrl);
        await using var back = Send("back", "Http", dashboard.Application.OtlpHttpUrl);
        await front.HearAsync<TelemetryCounts>();
        await back.HearAsync<TelemetryCounts>();

        var telemetry = dashboard.Application.Telemetry;
        Assert.True(TraceId.TryParse(Trace, out var id));
        Assert.Equal(["back-abcdefgh", "front-abcdefgh"], telemetry.FindTrace(id)!.Spans.Select(span => span.Resource.Id).Order());
        Assert.Equal(["back", "front"], telemetry.QueryLogs(new() { TraceId = id }).Items.Select(entry => entry.Resource.Name).Order());
        foreach (var name in new[] { "back", "front" })
        {
            var data = telemetry.QueryMetric(new MetricQuery(new ResourceKey(name, "abcdefgh"), name, "served"));
            Assert.Equal([1, 2, 3], data!.Series.Select(series => series.Points[^1].Value).Order());
        }
    }

    private static StagedProcess Send(string name, string protocol, Uri endpoint) => StagedProcess.Start(
        isNice: false, "send", $"--Names={name}", $"--{protocol}={endpoint}", $"--Key={RunningDashboard.Key}", "--Series=3", $"--Parent=00-{Trace}-00f067aa0ba902b7-01");
}
