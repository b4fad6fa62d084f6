using System.Text.Json.Serialization;

namespace Mesh.LoadBalancer.Catalogue.Saving;

/// <summary>What is kept of the catalogue on disk: routes and addresses, no secrets.</summary>
/// <param name="Format">Tells the file from others.</param>
/// <param name="Version">Of the layout; a file of another one is not read.</param>
/// <param name="SavedAt">When it was in agreement with Consul.</param>
/// <param name="Tags">Per service that asks for routes, its route tags.</param>
/// <param name="Services">Per routed service, its instances.</param>
internal sealed record SavedCatalogue(
    string Format,
    int Version,
    DateTimeOffset SavedAt,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Tags,
    IReadOnlyDictionary<string, IReadOnlyList<SavedInstance>> Services)
{
    public const string ThisFormat = "mesh-catalogue";
    public const int ThisVersion = 1;
}

/// <summary>An instance as it is kept.</summary>
/// <param name="Id">As <see cref="Instance.Id"/>.</param>
/// <param name="Address">As <see cref="Instance.Address"/>.</param>
/// <param name="Tags">As <see cref="Instance.Tags"/>.</param>
/// <param name="State">As <see cref="Instance.State"/>.</param>
/// <param name="Reason">As <see cref="Instance.Reason"/>.</param>
/// <param name="Weight">As <see cref="Instance.Weight"/>.</param>
internal sealed record SavedInstance(string Id, string Address, IReadOnlyList<string> Tags, InstanceState State, string? Reason, int Weight);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SavedCatalogue))]
internal sealed partial class SavedCatalogueJson : JsonSerializerContext;
