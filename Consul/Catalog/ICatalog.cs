namespace Mesh.Consul;

/// <summary>
/// The catalogue of a whole datacenter, without the state of checks: <c>/v1/catalog</c>. For instances to route to, see <see cref="IHealth"/>.
/// </summary>
public interface ICatalog
{
    /// <summary>All services with the tags of all their instances, by name. Includes <c>consul</c> itself.</summary>
    Task<QueryResult<IReadOnlyDictionary<string, IReadOnlyList<string>>>> ServicesAsync(
        QueryOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The instances of one service; empty when there are none.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="tag">Only instances with this tag; null for all.</param>
    /// <param name="options">How to ask.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    Task<QueryResult<IReadOnlyList<CatalogService>>> ServiceAsync(
        string service, string? tag = null, QueryOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>All nodes.</summary>
    Task<QueryResult<IReadOnlyList<Node>>> NodesAsync(QueryOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The names of all known datacenters, nearest first.</summary>
    Task<IReadOnlyList<string>> DatacentersAsync(CancellationToken cancellationToken = default);
}
