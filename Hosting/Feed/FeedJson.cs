using System.Text.Json.Serialization;

namespace Mesh.Hosting.Feed;

/// <summary>The JSON of the feed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Instance))]
[JsonSerializable(typeof(RemovedInstance))]
internal sealed partial class FeedJson : JsonSerializerContext;
