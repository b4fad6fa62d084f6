namespace Mesh.Consul;

/// <summary>
/// A query that can block: what a watch asks again and again, such as
/// <c>(options, token) => consul.Health.ServiceAsync("web", options: options, cancellationToken: token)</c>.
/// </summary>
/// <param name="options">How to ask; passed on to Consul as it is.</param>
/// <param name="cancellationToken">Ends the wait at once.</param>
public delegate Task<QueryResult<T>> BlockingQuery<T>(QueryOptions options, CancellationToken cancellationToken);
