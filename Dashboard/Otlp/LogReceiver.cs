using Mesh.Dashboard.Otlp.Wire;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Logs;

namespace Mesh.Dashboard.Otlp;

/// <summary>Takes in log entries.</summary>
internal sealed class LogReceiver(ITelemetrySink sink, WireText text, TimeProvider time) : IReceiver<ExportLogsServiceRequest, ExportLogsServiceResponse>
{
    // .NET's exporter sends the message template under this name.
    private const string Template = "{OriginalFormat}";

    public ExportLogsServiceResponse Receive(ExportLogsServiceRequest request)
    {
        var rejected = new Rejection();
        foreach (var sender in request.ResourceLogs)
        {
            var (resource, attributes) = WireResource.Read(sender.Resource, text);
            if (!sink.TryAccept(resource, attributes))
            {
                rejected.Add(sender.ScopeLogs.Sum(scope => scope.LogRecords.Count), Reasons.TooManyResources);
                continue;
            }

            sink.AddLogs(resource, [.. sender.ScopeLogs.SelectMany(scope => scope.LogRecords.Select(record => Read(resource, scope.Scope?.Name ?? "", record)))]);
        }

        return rejected.Count == 0 ? new() : new() { PartialSuccess = new() { RejectedLogRecords = rejected.Count, ErrorMessage = rejected.Reason } };
    }

    private LogEntry Read(ResourceKey resource, string category, LogRecord record) => new()
    {
        Id = sink.NextLogId(),
        Resource = resource,
        Time = record.TimeUnixNano != 0 ? WireTime.Of(record.TimeUnixNano)
            : record.ObservedTimeUnixNano != 0 ? WireTime.Of(record.ObservedTimeUnixNano)
            : time.GetUtcNow().UtcDateTime,
        Severity = (LogSeverity)Math.Clamp((record.SeverityNumber - 1) / 4, (int)LogSeverity.Trace, (int)LogSeverity.Critical),
        Message = text.Keep(record.Body),
        Template = record.Attributes.FirstOrDefault(attribute => attribute.Key == Template) is { } template ? text.Keep(template.Value) : null,
        Category = text.Keep(category),
        EventName = record.EventName.Length > 0 ? text.Keep(record.EventName) : null,
        TraceId = WireId.Trace(record.TraceId),
        SpanId = WireId.Span(record.SpanId),
        Attributes = text.Keep(record.Attributes, Template),
    };
}
