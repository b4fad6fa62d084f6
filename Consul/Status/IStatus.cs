namespace Mesh.Consul;

/// <summary>The state of the cluster itself: <c>/v1/status</c>.</summary>
public interface IStatus
{
    /// <summary>The address of the cluster's leader, or null when there is none at the moment.</summary>
    Task<string?> LeaderAsync(CancellationToken cancellationToken = default);
}
