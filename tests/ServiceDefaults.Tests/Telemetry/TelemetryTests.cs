using System.Diagnostics;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Mesh.ServiceDefaults.Tests.Telemetry;

public sealed class TelemetryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_it_is_made_without_an_endpoint()
    {
        await using var service = await Service.StartAsync();

        Assert.Null(service.Services.GetService<TracerProvider>());
        Assert.Null(service.Services.GetService<MeterProvider>());
        Assert.Null(service.Services.GetService<LoggerProvider>());
    }

    [Fact]
    public async Task A_server_span_carries_the_instance_and_probes_leave_none()
    {
        await using var collector = await Collector.StartAsync();
        await using var service = await StartAsync(collector);
        using var client = service.CreateClient();
        await client.GetStringAsync("/page", Cancelled);
        await client.GetStringAsync("/health", Cancelled);
        await client.GetStringAsync("/alive", Cancelled);

        var spans = await SpansAsync(service, collector, "/page");
        Assert.Contains("instance", spans);
        Assert.Contains("web-1-abcdwxyz", spans);
        Assert.DoesNotContain("/health", spans);
        Assert.DoesNotContain("/alive", spans);
    }

    [Fact]
    public async Task Calls_to_others_leave_a_span_within_a_request_and_none_in_the_background()
    {
        await using var collector = await Collector.StartAsync();
        await using var other = await Service.StartAsync(app => app.MapGet("/{**path}", (string path) => path));
        using var calls = new HttpClient { BaseAddress = other.Address };
        await using var service = await StartAsync(collector, app => app.MapGet("/ask", () => calls.GetStringAsync("/wanted")));
        using var client = service.CreateClient();
        Assert.Null(Activity.Current);
        await calls.GetStringAsync("/poll", Cancelled);
        await client.GetStringAsync("/ask", Cancelled);

        // Only a client's span has the whole URL; the other service's own span, from the same process here, has the path.
        var spans = await SpansAsync(service, collector, $"{other.Address}wanted");
        Assert.DoesNotContain($"{other.Address}poll", spans);
    }

    [Fact]
    public async Task Metrics_and_logs_are_exported_with_the_resource_from_the_environment()
    {
        await using var collector = await Collector.StartAsync();
        await using var service = await StartAsync(collector, app => app.MapGet("/log", (ILogger<TelemetryTests> logger) => logger.LogWarning("a leaf fell")));
        using var client = service.CreateClient();
        await client.GetAsync("/log", Cancelled);

        // The client has its answer a moment before the server has measured it.
        await Eventually.Async(
            () =>
            {
                service.Services.GetRequiredService<MeterProvider>().ForceFlush();
                return string.Concat(collector.Received("metrics")).Contains("http.server.request.duration", StringComparison.Ordinal);
            },
            TimeSpan.FromSeconds(60), "The request should be measured");
        service.Services.GetRequiredService<LoggerProvider>().ForceFlush();

        var metrics = string.Concat(collector.Received("metrics"));
        Assert.Contains("dotnet.gc.collections", metrics);
        Assert.DoesNotContain("http.server.active_requests", metrics);
        Assert.Contains("a leaf fell", string.Concat(collector.Received("logs")));
    }

    // The client has its answer a moment before the server's span ends.
    private static async Task<string> SpansAsync(Service service, Collector collector, string wanted)
    {
        var spans = "";
        await Eventually.Async(
            () =>
            {
                service.Services.GetRequiredService<TracerProvider>().ForceFlush();
                return (spans = string.Concat(collector.Received("traces"))).Contains(wanted, StringComparison.Ordinal);
            },
            TimeSpan.FromSeconds(60), $"There should be a span of {wanted}", () => spans);
        return spans;
    }

    private static Task<Service> StartAsync(Collector collector, Action<WebApplication>? map = null) => Service.StartAsync(
        app =>
        {
            app.MapGet("/page", () => "page");
            map?.Invoke(app);
        },
        settings:
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_SERVICE_NAME", "web-1"),
            ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=abcdwxyz"),
        ]);
}
