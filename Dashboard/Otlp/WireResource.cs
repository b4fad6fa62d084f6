using Mesh.Dashboard.Otlp.Wire;
using Mesh.Dashboard.Telemetry;

namespace Mesh.Dashboard.Otlp;

/// <summary>Reads who sent something.</summary>
internal static class WireResource
{
    private const string Name = "service.name";
    private const string InstanceId = "service.instance.id";
    private const string Nameless = "unknown_service";

    /// <summary>Who it is, and what it says of itself beyond that.</summary>
    public static (ResourceKey Key, IReadOnlyList<TelemetryAttribute> Attributes) Read(Resource? resource, WireText text)
    {
        var attributes = resource?.Attributes;
        var key = new ResourceKey(Value(attributes, Name, text) ?? Nameless, Value(attributes, InstanceId, text) ?? "");
        return (key, attributes is null ? [] : text.Keep(attributes, Name, InstanceId));
    }

    private static string? Value(IEnumerable<KeyValue>? attributes, string name, WireText text) =>
        attributes?.FirstOrDefault(attribute => attribute.Key == name) is { } found && text.Keep(found.Value) is { Length: > 0 } value ? value : null;
}
