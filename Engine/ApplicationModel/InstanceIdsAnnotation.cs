using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The ids of the instances that the engine runs of a resource.</summary>
internal sealed record InstanceIdsAnnotation(ImmutableArray<string> Ids) : IResourceAnnotation
{
    /// <summary>A resource that the engine does not run is known by its name.</summary>
    public static ImmutableArray<string> IdsOf(IResource resource) =>
        resource.TryGetLastAnnotation<InstanceIdsAnnotation>(out var instances) ? instances.Ids : [resource.Name];
}
