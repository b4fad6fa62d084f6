using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Logs;
using Mesh.Dashboard.Telemetry.Metrics;
using Mesh.Dashboard.Telemetry.Traces;
using Mesh.Dashboard.Tests.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Mesh.Dashboard.Tests.Otlp;

/// <summary>What OpenTelemetry's own exporters send arrives.</summary>
public class ExporterTests
{
    private static readonly ResourceBuilder Sender = ResourceBuilder.CreateEmpty().AddService("sender", serviceInstanceId: "one");

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Spans_arrive_as_one_trace_with_their_parents_and_errors(OtlpExportProtocol protocol)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var source = new ActivitySource($"Tests.{protocol}");
        using var provider = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Sender).AddSource(source.Name)
            .AddOtlpExporter(exporter => Configure(exporter, dashboard, protocol, "/v1/traces")).Build();

        Activity outer;
        using (outer = source.StartActivity("outer", ActivityKind.Server)!)
        {
            using var inner = source.StartActivity("inner", ActivityKind.Client)!;
            inner.SetStatus(ActivityStatusCode.Error, "refused").SetTag("http.route", "/").AddEvent(new("retry"));
        }

        Assert.True(provider.ForceFlush(10_000), "The exporter could not send the spans.");
        Assert.True(TraceId.TryParse(outer.TraceId.ToHexString(), out var id));
        var trace = dashboard.Application.Telemetry.FindTrace(id);
        Assert.NotNull(trace);
        Assert.Equal(["outer", "inner"], trace.Spans.Select(span => span.Name));
        var last = trace.Spans[1];
        Assert.Equal((trace.Spans[0].Id, SpanStatus.Error, "refused", "/"), (last.ParentId!.Value, last.Status, last.StatusMessage, last.Attributes.ValueOf("http.route")));
        Assert.Equal(("outer", 2, 1), (trace.Summary.Name, trace.Summary.SpanCount, trace.Summary.ErrorCount));
        Assert.Equal("retry", Assert.Single(last.Events).Name);
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Logs_arrive_with_their_template_category_and_exception(OtlpExportProtocol protocol)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using (var loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.SetResourceBuilder(Sender).AddOtlpExporter(exporter => Configure(exporter, dashboard, protocol, "/v1/logs"));
        })))
        {
            loggers.CreateLogger("Shop").LogError(new InvalidOperationException("empty"), "Order {Order} failed", 42);
        }

        var entry = Assert.Single(dashboard.Application.Telemetry.QueryLogs(new LogQuery()).Items);
        Assert.Equal(("Order 42 failed", "Order {Order} failed", "Shop", LogSeverity.Error), (entry.Message, entry.Template, entry.Category, entry.Severity));
        Assert.Equal("42", entry.Attributes.ValueOf("Order"));
        Assert.Contains("InvalidOperationException", entry.Exception);
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Measurements_arrive_with_their_dimensions(OtlpExportProtocol protocol)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var meter = new Meter($"Tests.Meter.{protocol}");
        using var provider = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Sender).AddMeter(meter.Name)
            .AddOtlpExporter(exporter => Configure(exporter, dashboard, protocol, "/v1/metrics")).Build();

        meter.CreateCounter<long>("orders").Add(3, new KeyValuePair<string, object?>("shop", "north"));
        meter.CreateHistogram<double>("wait", "s").Record(0.2);

        Assert.True(provider.ForceFlush(10_000), "The exporter could not send the measurements.");
        var telemetry = dashboard.Application.Telemetry;
        var sender = new ResourceKey("sender", "one");
        Assert.Equal([("orders", MetricKind.Counter), ("wait", MetricKind.Histogram)], telemetry.Instruments(sender).Select(instrument => (instrument.Name, instrument.Kind)));
        var orders = Assert.Single(telemetry.QueryMetric(new(sender, meter.Name, "orders"))!.Series);
        Assert.Equal(("shop", "north", 3d), (orders.Dimensions[0].Name, orders.Dimensions[0].Value, orders.Points[^1].Value));
        Assert.Equal(1, Assert.Single(telemetry.QueryMetric(new(sender, meter.Name, "wait"))!.Series).Points[^1].Histogram!.Count);
    }

    [Fact]
    public async Task Without_the_key_gRPC_takes_nothing()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var source = new ActivitySource("Tests.Unknown");
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).AddOtlpExporter(exporter =>
        {
            Configure(exporter, dashboard, OtlpExportProtocol.Grpc, "");
            exporter.Headers = "x-otlp-api-key=wrong";
        }).Build();

        source.StartActivity("refused")!.Dispose();
        provider.ForceFlush(10_000);

        Assert.Equal(0, dashboard.Application.Telemetry.QueryTraces(new TraceQuery()).Total);
    }

    private static void Configure(OtlpExporterOptions exporter, RunningDashboard dashboard, OtlpExportProtocol protocol, string path)
    {
        exporter.Protocol = protocol;
        exporter.Endpoint = protocol == OtlpExportProtocol.Grpc ? dashboard.Application.OtlpGrpcUrl : new(dashboard.Application.OtlpHttpUrl, path);
        exporter.Headers = $"x-otlp-api-key={RunningDashboard.Key}";
    }
}
