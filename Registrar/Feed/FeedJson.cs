using System.Text.Json;
using System.Text.Json.Serialization;
using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Feed;

/// <summary>The JSON of the feed's events.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Instance))]
[JsonSerializable(typeof(JsonElement[]))]
[JsonSerializable(typeof(FeedRemoval))]
internal sealed partial class FeedJson : JsonSerializerContext;
