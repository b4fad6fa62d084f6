namespace Mesh.Consul;

/// <summary>Service instances with the state of their checks: <c>/v1/health</c>.</summary>
public interface IHealth
{
    /// <summary>
    /// The instances of one service, with their node and all their checks (the node's included); empty when there are none.
    /// A token without the right to read the service gets an empty answer, not an error: see <see cref="QueryResult{T}.FilteredByAcl"/>.
    /// </summary>
    /// <param name="service">The service's name.</param>
    /// <param name="passing">Only instances whose checks all pass.</param>
    /// <param name="tag">Only instances with this tag; null for all.</param>
    /// <param name="options">How to ask.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    Task<QueryResult<IReadOnlyList<ServiceInstance>>> ServiceAsync(
        string service, bool passing = false, string? tag = null, QueryOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The checks of all instances of one service, without their nodes' checks.</summary>
    Task<QueryResult<IReadOnlyList<HealthCheck>>> ChecksAsync(string service, QueryOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>All checks of the datacenter that are in this state; null for any.</summary>
    Task<QueryResult<IReadOnlyList<HealthCheck>>> StateAsync(CheckStatus? status, QueryOptions? options = null, CancellationToken cancellationToken = default);
}
