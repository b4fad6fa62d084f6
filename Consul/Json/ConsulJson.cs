using System.Text.Json.Serialization;

namespace Mesh.Consul;

/// <summary>All JSON that goes to Consul or comes from it, generated at build time.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AgentSelf))]
[JsonSerializable(typeof(CheckRegistration))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, HealthCheck>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, RegisteredService>))]
[JsonSerializable(typeof(IReadOnlyList<CatalogService>))]
[JsonSerializable(typeof(IReadOnlyList<HealthCheck>))]
[JsonSerializable(typeof(IReadOnlyList<KeyValueEntry>))]
[JsonSerializable(typeof(IReadOnlyList<Node>))]
[JsonSerializable(typeof(IReadOnlyList<ServiceInstance>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(RegisteredService))]
[JsonSerializable(typeof(ServiceRegistration))]
[JsonSerializable(typeof(TtlUpdate))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(string))]
internal sealed partial class ConsulJson : JsonSerializerContext;
