using System.Text.Json.Serialization;

namespace Mesh.LoadBalancer.AccessLog;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AccessEntry))]
internal sealed partial class AccessEntryJson : JsonSerializerContext;
