using System.Buffers.Binary;
using Google.Protobuf;
using Mesh.Dashboard.Telemetry.Traces;

namespace Mesh.Dashboard.Otlp;

/// <summary>Reads ids. Ids of another length, or all zero, are invalid (OTLP's trace.proto).</summary>
internal static class WireId
{
    public static TraceId? Trace(ByteString bytes) =>
        bytes.Length == 16 && BinaryPrimitives.ReadUInt128BigEndian(bytes.Span) is var value && value != 0 ? new(value) : null;

    public static SpanId? Span(ByteString bytes) =>
        bytes.Length == 8 && BinaryPrimitives.ReadUInt64BigEndian(bytes.Span) is var value && value != 0 ? new(value) : null;
}
