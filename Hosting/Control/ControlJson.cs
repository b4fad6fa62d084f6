using System.Text.Json.Serialization;

namespace Mesh.Hosting.Control;

/// <summary>The JSON of the control interface.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ControlAddress))]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(IReadOnlyList<ResourceLine>))]
internal sealed partial class ControlJson : JsonSerializerContext;
