using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Mesh.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace Mesh.ServiceDefaults.Tests.Telemetry;

public sealed class RequestTracingTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string Traced = $"00-{TraceId}-b7ad6b7169203331-01";
    private const string Untraced = $"00-{TraceId}-b7ad6b7169203331-00";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_beyond_the_limit_has_no_span_and_says_so_to_whom_it_is_passed_on()
    {
        await using var collector = await Collector.StartAsync();
        await using var service = await StartAsync(collector);
        using var client = service.CreateClient();

        // Two of a hundred come within one second.
        var answers = new List<string>();
        while (answers.Count < 100 && !answers.Any(answer => answer.StartsWith("none", StringComparison.Ordinal)))
        {
            answers.Add(await client.GetStringAsync("/trace", Cancelled));
        }

        Assert.DoesNotMatch("^none", answers[0]);
        Assert.Matches("^none 00-[0-9a-f]{32}-[0-9a-f]{16}-00$", answers[^1]);
    }

    [Fact]
    public async Task What_the_caller_decided_holds()
    {
        await using var collector = await Collector.StartAsync();
        await using var service = await StartAsync(collector);
        using var client = service.CreateClient();

        Assert.All(await AskAsync(client, Traced, 5), answer => Assert.Equal($"{TraceId} {Traced}", answer));
        Assert.All(await AskAsync(client, Untraced, 5), answer => Assert.Equal($"none {Untraced}", answer));
    }

    [Fact]
    public async Task A_request_is_still_the_current_one_when_the_server_measures_it()
    {
        var examples = new ConcurrentQueue<string?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "http.server.request.duration")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => examples.Enqueue(Activity.Current?.TraceId.ToHexString()));
        listener.Start();
        await using var collector = await Collector.StartAsync();
        await using var service = await StartAsync(collector);
        using var client = service.CreateClient();

        await AskAsync(client, Traced, 1);

        await Eventually.Async(() => examples.Contains(TraceId), TimeSpan.FromSeconds(60), "The request should be measured as part of its trace");
    }

    [Fact]
    public async Task A_span_tells_the_route_and_the_failure()
    {
        await using var collector = await Collector.StartAsync();
        await using var service = await StartAsync(collector);
        using var client = service.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/broken/7") { Headers = { { "traceparent", Traced } } };

        using var answer = await client.SendAsync(request, Cancelled);

        service.Services.GetRequiredService<TracerProvider>().ForceFlush();
        var spans = string.Concat(collector.Received("traces"));
        Assert.Contains("GET /broken/{number}", spans);
        Assert.Contains("System.InvalidOperationException", spans);
        Assert.Contains("number 7 is broken", spans);
    }

    private static async Task<List<string>> AskAsync(HttpClient client, string parent, int times)
    {
        var answers = new List<string>();
        for (var i = 0; i < times; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/trace") { Headers = { { "traceparent", parent } } };
            using var answer = await client.SendAsync(request, Cancelled);
            answers.Add(await answer.Content.ReadAsStringAsync(Cancelled));
        }

        return answers;
    }

    private static Task<Service> StartAsync(Collector collector) => Service.StartAsync(
        app =>
        {
            app.MapGet("/trace", (HttpRequest request) => $"{Activity.Current?.TraceId.ToHexString() ?? "none"} {request.Headers.TraceParent}");
            app.MapGet("/broken/{number}", string (int number) => throw new InvalidOperationException($"number {number} is broken"));
        },
        settings:
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("Telemetry:RequestsPerSecond", "1"),
        ]);
}
