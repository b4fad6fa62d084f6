using Mesh.Consul;
using Mesh.Registrar.Metadata;

namespace Mesh.Registrar.Reconciliation;

/// <summary>One entry as it stands in Consul's agent, whoever put it there.</summary>
/// <param name="Service">The service.</param>
/// <param name="Checks">Its checks by id.</param>
internal sealed record RegisteredEntry(RegisteredService Service, IReadOnlyDictionary<string, HealthCheck> Checks)
{
    /// <summary>Id of the entry.</summary>
    public string Id => Service.Id;

    /// <summary>Its id as registrator knows it: <c>host:container:port</c>.</summary>
    public string OwnId { get; init; } = Service.Id;

    /// <summary>True when a registrar's mark is on it, be it this one's or another's.</summary>
    public bool IsOwned => Service.Meta.ContainsKey(ServiceMetadataReader.OwnerKey);

    /// <summary>True when <paramref name="owner"/>'s mark is on it.</summary>
    public bool IsOwnedBy(string owner) => Service.Meta.TryGetValue(ServiceMetadataReader.OwnerKey, out var mark) && mark == owner;
}
