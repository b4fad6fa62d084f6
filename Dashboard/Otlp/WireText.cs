using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Mesh.Dashboard.Otlp.Wire;
using Mesh.Dashboard.Telemetry;

namespace Mesh.Dashboard.Otlp;

/// <summary>Turns what came over the wire into texts that may be kept: none too long, and equal ones the same object wherever possible.</summary>
internal sealed class WireText(TelemetryLimits limits)
{
    private const int CacheSize = 8192;
    private const int LongestCached = 128;
    private const int DeepestValue = 16;

    // Names and most values come again and again. A slot is simply overwritten by the next text of the same hash: no locks, no growth.
    private readonly string?[] _cache = new string?[CacheSize];

    public string Keep(string text)
    {
        if (text.Length > LongestCached)
        {
            return text.Length > limits.MaxTextLength ? string.Concat(text.AsSpan(0, limits.MaxTextLength - 1), "…") : text;
        }

        ref var slot = ref _cache[text.GetHashCode() & (CacheSize - 1)];
        if (slot is { } known && known == text)
        {
            return known;
        }

        return slot = text;
    }

    public string Keep(AnyValue? value) => Keep(value is null ? "" : Format(value));

    /// <summary>Attributes as texts; those beyond the limit are left out, and so are those whose names are in <paramref name="except"/>.</summary>
    public IReadOnlyList<TelemetryAttribute> Keep(IList<KeyValue> attributes, params ReadOnlySpan<string> except)
    {
        if (attributes.Count == 0)
        {
            return [];
        }

        var kept = new List<TelemetryAttribute>(Math.Min(attributes.Count, limits.MaxAttributeCount));
        foreach (var attribute in attributes)
        {
            if (kept.Count == limits.MaxAttributeCount)
            {
                break;
            }

            if (!except.Contains(attribute.Key))
            {
                kept.Add(new(Keep(attribute.Key), Keep(attribute.Value)));
            }
        }

        return [.. kept];
    }

    private static string Format(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BytesValue => value.BytesValue.ToBase64(),
        AnyValue.ValueOneofCase.ArrayValue or AnyValue.ValueOneofCase.KvlistValue => Json(value),
        _ => "",
    };

    private static string Json(AnyValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, value, depth: 0);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, AnyValue? value, int depth)
    {
        switch (value?.ValueCase)
        {
            case AnyValue.ValueOneofCase.ArrayValue when depth < DeepestValue:
                json.WriteStartArray();
                foreach (var item in value.ArrayValue.Values)
                {
                    Write(json, item, depth + 1);
                }

                json.WriteEndArray();
                break;
            case AnyValue.ValueOneofCase.KvlistValue when depth < DeepestValue:
                json.WriteStartObject();
                foreach (var item in value.KvlistValue.Values)
                {
                    json.WritePropertyName(item.Key);
                    Write(json, item.Value, depth + 1);
                }

                json.WriteEndObject();
                break;
            case AnyValue.ValueOneofCase.BoolValue:
                json.WriteBooleanValue(value.BoolValue);
                break;
            case AnyValue.ValueOneofCase.IntValue:
                json.WriteNumberValue(value.IntValue);
                break;
            case null or AnyValue.ValueOneofCase.None or AnyValue.ValueOneofCase.ArrayValue or AnyValue.ValueOneofCase.KvlistValue:
                json.WriteNullValue();
                break;
            default:
                json.WriteStringValue(Format(value));
                break;
        }
    }
}
