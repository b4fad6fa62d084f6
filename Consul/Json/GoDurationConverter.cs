using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mesh.Consul;

/// <summary>Writes durations as Consul wants them. Nothing that Mesh reads from Consul holds one.</summary>
internal sealed class GoDurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Check definitions are written to Consul, never read.");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(GoDuration.Format(value));
}
