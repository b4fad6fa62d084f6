using System.Buffers.Binary;
using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Dashboard.Otlp;
using Mesh.Dashboard.Otlp.Wire;
using Mesh.Dashboard.Tests.Hosting;

namespace Mesh.Dashboard.Tests.Otlp;

/// <summary>Calls written by hand, since no client of gRPC would send these.</summary>
public sealed class OtlpGrpcTests
{
    private const string Traces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private const string Logs = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
    private const string Metrics = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    private const int FrameHead = 5;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Traces)]
    [InlineData(Logs)]
    [InlineData(Metrics)]
    public async Task An_empty_request_is_taken_wholly(string method)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var (status, _, answer) = await CallAsync(dashboard, method, []);

        Assert.Equal((StatusCode.OK, 0), (status, answer.Length));
    }

    [Fact]
    public async Task Gzip_is_understood()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var (status, _, _) = await CallAsync(dashboard, Traces, Requests.Gzip(Requests.Span("web", traceId: 1).ToByteArray()), isGzip: true);

        Assert.Equal((StatusCode.OK, 1), (status, dashboard.Application.Telemetry.QueryTraces(new()).Total));
    }

    [Fact]
    public async Task What_is_taken_in_part_is_answered_with_how_much_was_not_and_why()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var request = Requests.Span("web", traceId: 1);
        request.ResourceSpans[0].ScopeSpans[0].Spans.Add(new Span { Name = "no id" });

        var (status, _, answer) = await CallAsync(dashboard, Traces, request.ToByteArray());

        var partial = ExportTraceServiceResponse.Parser.ParseFrom(answer).PartialSuccess;
        Assert.Equal((StatusCode.OK, 1L), (status, partial.RejectedSpans));
        Assert.Contains("trace id", partial.ErrorMessage);
        Assert.Equal(1, dashboard.Application.Telemetry.QueryTraces(new()).Total);
    }

    [Fact]
    public async Task Log_entries_and_points_beyond_the_limits_are_refused_in_part()
    {
        await using var dashboard = await RunningDashboard.StartAsync(RunningDashboard.Options with { Limits = new() { MaxResourceCount = 1 } });
        await CallAsync(dashboard, Logs, Requests.Log("web", "one", "Hello").ToByteArray());

        var (_, _, logs) = await CallAsync(dashboard, Logs, Requests.Log("web", "two", "Hello").ToByteArray());
        var (_, _, metrics) = await CallAsync(dashboard, Metrics, Requests.Point("web", "two").ToByteArray());

        Assert.Equal(1, ExportLogsServiceResponse.Parser.ParseFrom(logs).PartialSuccess.RejectedLogRecords);
        Assert.Equal(1, ExportMetricsServiceResponse.Parser.ParseFrom(metrics).PartialSuccess.RejectedDataPoints);
    }

    [Fact]
    public async Task What_is_malformed_too_large_compressed_beyond_measure_or_without_the_key_is_refused_and_nothing_breaks()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        byte[] valid = Requests.Log("web", "one", "Hello").ToByteArray();
        var bomb = Requests.Gzip(new byte[OtlpExtensions.MaxRequestSize * 8]);

        Assert.Equal(StatusCode.InvalidArgument, (await CallAsync(dashboard, Logs, [0xff, 0xff, 0xff])).Status);
        Assert.Equal(StatusCode.InvalidArgument, (await CallAsync(dashboard, Logs, valid, isGzip: true)).Status);
        Assert.Equal(StatusCode.ResourceExhausted, (await CallAsync(dashboard, Logs, new byte[OtlpExtensions.MaxRequestSize + 1])).Status);
        Assert.InRange(bomb.Length, 1, OtlpExtensions.MaxRequestSize / 10);
        var (status, why, _) = await CallAsync(dashboard, Logs, bomb, isGzip: true);
        Assert.Equal(StatusCode.ResourceExhausted, status);
        Assert.Contains("decompressed", why);
        Assert.Equal(StatusCode.Unauthenticated, (await CallAsync(dashboard, Logs, valid, key: "wrong")).Status);
        Assert.Equal(0, dashboard.Application.Telemetry.QueryLogs(new()).Total);

        Assert.Equal(StatusCode.OK, (await CallAsync(dashboard, Logs, valid)).Status);
        Assert.Equal(1, dashboard.Application.Telemetry.QueryLogs(new()).Total);
    }

    private static async Task<(StatusCode Status, string Why, byte[] Answer)> CallAsync(
        RunningDashboard dashboard, string method, byte[] message, bool isGzip = false, string key = RunningDashboard.Key)
    {
        using var client = new HttpClient();
        var framed = new byte[FrameHead + message.Length];
        framed[0] = (byte)(isGzip ? 1 : 0);
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed, FrameHead);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(dashboard.Application.OtlpGrpcUrl, method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(framed) { Headers = { { "Content-Type", "application/grpc" } } },
            Headers = { { "TE", "trailers" }, { "grpc-encoding", isGzip ? "gzip" : "identity" }, { "x-otlp-api-key", key } },
        };

        using var answer = await client.SendAsync(request, Stop);
        var body = await answer.Content.ReadAsByteArrayAsync(Stop);

        return ((StatusCode)int.Parse(Of("grpc-status")!), Of("grpc-message") ?? "", body.Length < FrameHead ? [] : body[FrameHead..]);

        // A call that failed at once has its status among the headers.
        string? Of(string name) => answer.TrailingHeaders.TryGetValues(name, out var last) || answer.Headers.TryGetValues(name, out last) ? Uri.UnescapeDataString(last.First()) : null;
    }
}
