using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.ReplicaSets;
using Mesh.Hosting.Server;

namespace Mesh.Hosting.Control;

/// <summary>What <c>ps</c> lists.</summary>
internal sealed class ResourceList(DistributedApplicationModel model, ResourceWatch watch)
{
    /// <summary>All resources that are not hidden, in the order of the model; of a replica set only the instances that shall run, or do.</summary>
    public IReadOnlyList<ResourceLine> Read()
    {
        var order = model.Resources.Select((resource, index) => (resource, index)).ToDictionary(entry => entry.resource, entry => entry.index);
        var spare = model.Resources.OfType<ReplicaSetResource>().SelectMany(set => set.Instances.Skip(set.Wanted)).ToHashSet<IResource>();
        return
        [
            .. watch.Resources.Current.Values
                .Where(change => !change.Snapshot.IsHidden && !(spare.Contains(change.Resource) && InstanceStatus.Of(change.Resource.Name, change.Snapshot).IsDown))
                .OrderBy(change => order.GetValueOrDefault(change.Resource, int.MaxValue)).ThenBy(change => change.ResourceId, StringComparer.Ordinal)
                .Select(ResourceLine.Of),
        ];
    }
}
