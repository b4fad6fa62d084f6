using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;
using Mesh.Dashboard.Otlp.Wire;

namespace Mesh.Dashboard.Tests.Otlp;

/// <summary>Requests as an application sends them.</summary>
internal static class Requests
{
    private const ulong Time = 1_764_000_000_000_000_000;

    public static ExportLogsServiceRequest Log(string resource, string instance, string message) => new()
    {
        ResourceLogs =
        {
            new ResourceLogs
            {
                Resource = Resource(resource, instance),
                ScopeLogs =
                {
                    new ScopeLogs
                    {
                        LogRecords = { new LogRecord { TimeUnixNano = Time, SeverityNumber = 13, Body = Text(message), Attributes = { new KeyValue { Key = "k", Value = Text("v") } } } },
                    },
                },
            },
        },
    };

    public static ExportTraceServiceRequest Span(string resource, ulong traceId) => new()
    {
        ResourceSpans =
        {
            new ResourceSpans
            {
                Resource = Resource(resource, "one"),
                ScopeSpans =
                {
                    new ScopeSpans
                    {
                        Spans =
                        {
                            new Span
                            {
                                TraceId = Id(traceId, 16), SpanId = Id(1, 8), Name = "GET /", Kind = 2,
                                StartTimeUnixNano = Time, EndTimeUnixNano = Time + 1_000_000, Status = new() { Code = 2, Message = "broken" },
                            },
                        },
                    },
                },
            },
        },
    };

    public static ExportMetricsServiceRequest Point(string resource, string instance) => new()
    {
        ResourceMetrics =
        {
            new ResourceMetrics
            {
                Resource = Resource(resource, instance),
                ScopeMetrics =
                {
                    new ScopeMetrics { Metrics = { new Metric { Name = "warmth", Gauge = new() { DataPoints = { new NumberDataPoint { TimeUnixNano = Time, AsInt = 1 } } } } } },
                },
            },
        },
    };

    public static byte[] Gzip(byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }

        return compressed.ToArray();
    }

    private static Resource Resource(string name, string instance) => new()
    {
        Attributes = { new KeyValue { Key = "service.name", Value = Text(name) }, new KeyValue { Key = "service.instance.id", Value = Text(instance) } },
    };

    private static AnyValue Text(string text) => new() { StringValue = text };

    private static ByteString Id(ulong number, int length)
    {
        var bytes = new byte[length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(length - 8), number);
        return ByteString.CopyFrom(bytes);
    }
}
