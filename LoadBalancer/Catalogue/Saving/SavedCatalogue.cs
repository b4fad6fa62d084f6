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
