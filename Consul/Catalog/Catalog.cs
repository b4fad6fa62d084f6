namespace Mesh.Consul;

internal sealed class Catalog(ConsulConnection connection) : ICatalog
{
    public Task<QueryResult<IReadOnlyDictionary<string, IReadOnlyList<string>>>> ServicesAsync(QueryOptions? options, CancellationToken cancellationToken) =>
        connection.QueryAsync(
            new ConsulRequest(HttpMethod.Get, "catalog/services", "service:read").With(options),
            ConsulJson.Default.IReadOnlyDictionaryStringIReadOnlyListString,
            cancellationToken);

    public Task<QueryResult<IReadOnlyList<CatalogService>>> ServiceAsync(
        string service, string? tag, QueryOptions? options, CancellationToken cancellationToken) =>
        connection.QueryAsync(
            new ConsulRequest(HttpMethod.Get, $"catalog/service/{ConsulRequest.Segment(service)}", $"service:read on \"{service}\" and node:read")
                .With("tag", tag).With(options),
            ConsulJson.Default.IReadOnlyListCatalogService,
            cancellationToken);

    public Task<QueryResult<IReadOnlyList<Node>>> NodesAsync(QueryOptions? options, CancellationToken cancellationToken) =>
        connection.QueryAsync(
            new ConsulRequest(HttpMethod.Get, "catalog/nodes", "node:read").With(options), ConsulJson.Default.IReadOnlyListNode, cancellationToken);

    public Task<IReadOnlyList<string>> DatacentersAsync(CancellationToken cancellationToken) =>
        connection.ReadAsync(new(HttpMethod.Get, "catalog/datacenters", "no rule"), ConsulJson.Default.IReadOnlyListString, cancellationToken);
}
