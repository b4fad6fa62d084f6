using System.Text.Json.Serialization;

namespace Mesh.LoadBalancer.Catalogue.Saving;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SavedCatalogue))]
internal sealed partial class SavedCatalogueJson : JsonSerializerContext;
