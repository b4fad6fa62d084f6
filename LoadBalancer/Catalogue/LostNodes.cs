namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// What becomes of instances whose node's agent is lost: Consul calls all that stands on the node critical, although only the agent is known to be gone.
/// </summary>
public enum LostNodes
{
    /// <summary>They get a route's requests while the route has no other instance.</summary>
    LastResort,

    /// <summary>They get none.</summary>
    LeaveOut,
}
