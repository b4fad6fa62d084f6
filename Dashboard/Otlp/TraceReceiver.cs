using Mesh.Dashboard.Otlp.Wire;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Traces;

namespace Mesh.Dashboard.Otlp;

/// <summary>Takes in spans.</summary>
internal sealed class TraceReceiver(ITelemetrySink sink, WireText text) : IReceiver<ExportTraceServiceRequest, ExportTraceServiceResponse>
{
    public ExportTraceServiceResponse Receive(ExportTraceServiceRequest request)
    {
        var rejected = new Rejection();
        foreach (var sender in request.ResourceSpans)
        {
            var (resource, attributes) = WireResource.Read(sender.Resource, text);
            var sent = sender.ScopeSpans.Sum(scope => scope.Spans.Count);
            if (!sink.TryAccept(resource, attributes))
            {
                rejected.Add(sent, Reasons.TooManyResources);
                continue;
            }

            var spans = sender.ScopeSpans.SelectMany(scope => scope.Spans.Select(span => Read(resource, scope.Scope?.Name ?? "", span))).OfType<Telemetry.Traces.Span>().ToArray();
            sink.AddSpans(resource, spans);
            rejected.Add(sent - spans.Length, "A span had no valid trace id or span id.");
        }

        return rejected.Count == 0 ? new() : new() { PartialSuccess = new() { RejectedSpans = rejected.Count, ErrorMessage = rejected.Reason } };
    }

    private Telemetry.Traces.Span? Read(ResourceKey resource, string source, Wire.Span span)
    {
        if (WireId.Trace(span.TraceId) is not { } traceId || WireId.Span(span.SpanId) is not { } id)
        {
            return null;
        }

        var (start, end) = (WireTime.Of(span.StartTimeUnixNano), WireTime.Of(span.EndTimeUnixNano));
        return new()
        {
            TraceId = traceId,
            Id = id,
            ParentId = WireId.Span(span.ParentSpanId),
            Resource = resource,
            Name = text.Keep(span.Name),
            Kind = Enum.IsDefined((SpanKind)span.Kind) ? (SpanKind)span.Kind : SpanKind.Unspecified,
            Start = start,
            Duration = end > start ? end - start : TimeSpan.Zero,
            Status = span.Status is { Code: 1 } ? SpanStatus.Ok : span.Status is { Code: 2 } ? SpanStatus.Error : SpanStatus.Unset,
            StatusMessage = span.Status is { Message.Length: > 0 } status ? text.Keep(status.Message) : null,
            Source = text.Keep(source),
            Attributes = text.Keep(span.Attributes),
            Events = span.Events.Count == 0 ? [] : [.. span.Events.Take(Most).Select(e => new SpanEvent(text.Keep(e.Name), WireTime.Of(e.TimeUnixNano), text.Keep(e.Attributes)))],
            Links = span.Links.Count == 0 ? [] : [.. span.Links.Take(Most).Select(Read).OfType<SpanLink>()],
        };
    }

    private SpanLink? Read(Wire.Span.Types.Link link) =>
        WireId.Trace(link.TraceId) is { } traceId && WireId.Span(link.SpanId) is { } spanId ? new(traceId, spanId, text.Keep(link.Attributes)) : null;

    // As many events and links as OpenTelemetry's own limits allow a span.
    private const int Most = 128;
}
