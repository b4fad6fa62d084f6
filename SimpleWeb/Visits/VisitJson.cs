using System.Text.Json.Serialization;

namespace Mesh.SimpleWeb.Visits;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VisitReport))]
internal sealed partial class VisitJson : JsonSerializerContext;
