using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Mesh.Dashboard.Stage;

/// <summary>An application that tells of itself through OpenTelemetry's SDK and its exporters. Disposing it sends what is left.</summary>
internal sealed partial class Application : IDisposable
{
    private const int Queue = 32_768;
    private const int Interval = 1_000;

    private readonly ActivitySource _source;
    private readonly Meter _meter;
    private readonly Counter<long> _served;
    private readonly Histogram<double> _duration;
    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;

    public Application(string name, Action<OtlpExporterOptions, string> configure)
    {
        var resource = ResourceBuilder.CreateEmpty().AddService(name, serviceInstanceId: "abcdefgh");
        _source = new(name);
        _meter = new(name);
        _served = _meter.CreateCounter<long>("served", "{request}", "Requests served.");
        _duration = _meter.CreateHistogram<double>("duration", "s", "How long requests took.");
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(name).AddOtlpExporter(exporter =>
        {
            configure(exporter, "/v1/traces");
            (exporter.BatchExportProcessorOptions.MaxQueueSize, exporter.BatchExportProcessorOptions.ScheduledDelayMilliseconds) = (Queue, Interval);
        }).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(name).AddOtlpExporter((exporter, reader) =>
        {
            configure(exporter, "/v1/metrics");
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = int.MaxValue;
        }).Build();
        _loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.SetResourceBuilder(resource).AddOtlpExporter((exporter, processor) =>
            {
                configure(exporter, "/v1/logs");
                (processor.BatchExportProcessorOptions.MaxQueueSize, processor.BatchExportProcessorOptions.ScheduledDelayMilliseconds) = (Queue, Interval);
            });
        }));
        _logger = _loggers.CreateLogger(name);
    }

    /// <summary>Serves a request: one span and one log entry.</summary>
    public ActivityContext Serve(int number, ActivityContext parent)
    {
        using var span = _source.StartActivity($"GET /items/{number % 20}", ActivityKind.Server, parent)!;
        span.SetTag("http.request.method", "GET").SetTag("url.path", $"/items/{number % 1000}").SetTag("http.response.status_code", 200)
            .SetTag("server.address", "localhost").SetTag("server.port", 8080).SetTag("request.number", number);
        if (number % 50 == 7)
        {
            span.SetStatus(ActivityStatusCode.Error, "no such item");
        }

        LogServed(_logger, number, $"/items/{number % 1000}", number % 900);
        _duration.Record(number % 900 / 1000d);
        return span.Context;
    }

    /// <summary>Gives that many series a new value, and sends it at once. The histogram is one more.</summary>
    public void Measure(int series)
    {
        for (var n = 0; n < series; n++)
        {
            _served.Add(n + 1, new("http.route", $"/items/{n}"), new KeyValuePair<string, object?>("http.response.status_code", 200));
        }

        _metrics.ForceFlush();
    }

    public void Dispose()
    {
        _traces.Dispose();
        _loggers.Dispose();
        _metrics.Dispose();
        _source.Dispose();
        _meter.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, EventName = "Served", Message = "Request {Number} for {Path} was served after {Milliseconds} ms")]
    private static partial void LogServed(ILogger logger, int number, string path, int milliseconds);
}
