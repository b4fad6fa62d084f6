using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>What is known of Consul's catalogue at one moment, as far as it is routed. Immutable; unchanged parts are shared between snapshots.</summary>
/// <param name="Tags">Per service that asks for routes, the route tags of all its instances.</param>
/// <param name="TagsStaleness">Why <paramref name="Tags"/> are not what Consul says now; null while they are.</param>
/// <param name="Services">The instances of every routed service that Consul has answered for.</param>
/// <param name="ChangedAt">The timestamp (of <see cref="TimeProvider.GetTimestamp"/>) of the latest change.</param>
internal sealed record CatalogueSnapshot(
    ImmutableDictionary<string, ImmutableArray<string>> Tags,
    Staleness? TagsStaleness,
    ImmutableDictionary<string, Service> Services,
    long ChangedAt)
{
    /// <summary>Nothing is known yet, <paramref name="since"/> the program started.</summary>
    public static CatalogueSnapshot Empty(DateTimeOffset since) => new(
        ImmutableDictionary<string, ImmutableArray<string>>.Empty, new(since, "Consul has not answered yet"), ImmutableDictionary<string, Service>.Empty, 0);

    /// <summary>Everything that is kept beyond Consul's word: services by name, and <c>null</c> for the list of services itself.</summary>
    public IEnumerable<(string? Service, Staleness Staleness)> Stale =>
        Services.Values.Where(service => service.Staleness is not null).Select(service => ((string?)service.Name, service.Staleness!))
            .Concat(TagsStaleness is null ? [] : [(null, TagsStaleness)]);
}
