using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Control;

/// <summary>What a command is about: the resource it is sent to, and those whose changes show its progress.</summary>
/// <param name="Resource">A resource of the model, or a replica set.</param>
/// <param name="ReplicaId">The one replica that is meant; null for all of the resource.</param>
internal sealed record ControlTarget(IResource Resource, string? ReplicaId = null)
{
    /// <summary>Whether a change of <paramref name="change"/>'s resource is progress of the command.</summary>
    public bool Concerns(ResourceEvent change) =>
        ReplicaId is not null ? change.ResourceId == ReplicaId
        : Resource is ReplicaSetResource set ? set.Instances.Contains(change.Resource)
        : change.Resource == Resource;
}
