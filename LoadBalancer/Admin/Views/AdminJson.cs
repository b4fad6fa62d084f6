using System.Text.Json.Serialization;

namespace Mesh.LoadBalancer.Admin.Views;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RoutesView))]
[JsonSerializable(typeof(InstancesView))]
[JsonSerializable(typeof(WhyView))]
[JsonSerializable(typeof(HealthView))]
internal sealed partial class AdminJson : JsonSerializerContext;
