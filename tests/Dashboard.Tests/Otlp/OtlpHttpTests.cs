using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Mesh.Dashboard.Otlp;
using Mesh.Dashboard.Otlp.Wire;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Logs;
using Mesh.Dashboard.Telemetry.Traces;
using Mesh.Dashboard.Tests.Hosting;

namespace Mesh.Dashboard.Tests.Otlp;

public class OtlpHttpTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_entry_is_kept_with_its_resource_level_and_attributes()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var answer = await SendAsync(dashboard, "/v1/logs", Requests.Log("web", "one", "Hello").ToByteArray());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var entry = Assert.Single(dashboard.Application.Telemetry.QueryLogs(new LogQuery()).Items);
        Assert.Equal(("web-one", LogSeverity.Warning, "Hello"), (entry.Resource.Id, entry.Severity, entry.Message));
        Assert.Equal("v", entry.Attributes.ValueOf("k"));
    }

    [Fact]
    public async Task Gzip_is_understood()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var answer = await SendAsync(dashboard, "/v1/traces", Requests.Gzip(Requests.Span("web", traceId: 1).ToByteArray()), encoding: "gzip");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, dashboard.Application.Telemetry.QueryTraces(new TraceQuery()).Total);
    }

    [Fact]
    public async Task Spans_without_valid_ids_are_refused_and_the_others_taken()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var request = Requests.Span("web", traceId: 1);
        request.ResourceSpans[0].ScopeSpans[0].Spans.Add(new Mesh.Dashboard.Otlp.Wire.Span { Name = "no id" });

        var answer = await SendAsync(dashboard, "/v1/traces", request.ToByteArray());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var partial = ExportTraceServiceResponse.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync(Stop)).PartialSuccess;
        Assert.Equal(1, partial.RejectedSpans);
        Assert.Contains("trace id", partial.ErrorMessage);
        Assert.Equal(1, dashboard.Application.Telemetry.QueryTraces(new TraceQuery()).Total);
    }

    [Fact]
    public async Task Telemetry_of_more_resources_than_the_limit_is_refused_in_part()
    {
        await using var dashboard = await RunningDashboard.StartAsync(RunningDashboard.Options with { Limits = new() { MaxResourceCount = 1 } });
        await SendAsync(dashboard, "/v1/logs", Requests.Log("web", "one", "Hello").ToByteArray());

        var answer = await SendAsync(dashboard, "/v1/logs", Requests.Log("web", "two", "Hello").ToByteArray());

        Assert.Equal(1, ExportLogsServiceResponse.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync(Stop)).PartialSuccess.RejectedLogRecords);
    }

    [Fact]
    public async Task What_is_malformed_too_large_compressed_beyond_measure_or_of_another_kind_is_refused_and_nothing_breaks()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        byte[] valid = Requests.Log("web", "one", "Hello").ToByteArray();
        var bomb = Requests.Gzip(new byte[OtlpExtensions.MaxRequestSize * 4]);

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(dashboard, "/v1/logs", [0xff, 0xff, 0xff])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(dashboard, "/v1/logs", valid, encoding: "gzip")).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(dashboard, "/v1/logs", bomb, encoding: "gzip")).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await SendAsync(dashboard, "/v1/logs", valid, type: "application/json")).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await SendAsync(dashboard, "/v1/logs", valid, encoding: "br")).StatusCode);
        var stranger = await SendAsync(dashboard, "/v1/logs", valid, key: "wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Contains("x-otlp-api-key", Status.Parser.ParseFrom(await stranger.Content.ReadAsByteArrayAsync(Stop)).Message);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(dashboard, "/", valid)).StatusCode);
        Assert.Empty(dashboard.Application.Telemetry.QueryLogs(new LogQuery()).Items);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(dashboard, "/v1/logs", valid)).StatusCode);
        Assert.Single(dashboard.Application.Telemetry.QueryLogs(new LogQuery()).Items);
    }

    [Fact]
    public async Task A_request_that_announces_more_than_the_limit_is_refused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new HttpClient { BaseAddress = dashboard.Application.OtlpHttpUrl };
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/logs") { Content = new ByteArrayContent(new byte[OtlpExtensions.MaxRequestSize + 1]) };
        request.Content.Headers.ContentType = new(RequestBody.ContentType);
        request.Headers.Add("x-otlp-api-key", RunningDashboard.Key);
        request.Headers.ExpectContinue = true;

        var answer = await client.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        RunningDashboard dashboard, string path, byte[] body, string type = RequestBody.ContentType, string? encoding = null, string key = RunningDashboard.Key)
    {
        using var client = new HttpClient { BaseAddress = dashboard.Application.OtlpHttpUrl };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        content.Headers.Add("x-otlp-api-key", key);
        return await client.PostAsync(path, content, Stop);
    }
}
