using System.Text.Json.Serialization;

namespace Mesh.Registrar.Docker.Engine;

/// <summary>The JSON of the engine's answers.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true)]
[JsonSerializable(typeof(EngineVersion))]
[JsonSerializable(typeof(EngineInfo))]
[JsonSerializable(typeof(EngineEvent))]
[JsonSerializable(typeof(ContainerSummary[]))]
[JsonSerializable(typeof(ContainerDetails))]
internal sealed partial class DockerJson : JsonSerializerContext;
