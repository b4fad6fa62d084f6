using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>In which order resources are stopped: each before those it waits for or refers to.</summary>
internal static class StopOrder
{
    /// <summary>Groups that can each be stopped at once, the first group first.</summary>
    public static IEnumerable<IReadOnlyList<IResource>> Of(IEnumerable<IResource> resources)
    {
        var depths = new Dictionary<IResource, int>();
        return resources.GroupBy(resource => Depth(resource, [])).OrderByDescending(group => group.Key).Select(group => group.ToArray()).ToArray();

        int Depth(IResource resource, HashSet<IResource> above)
        {
            if (depths.TryGetValue(resource, out var known))
            {
                return known;
            }

            if (!above.Add(resource))
            {
                return 0; // A circle has no right order; one that refers to itself through others is taken as it comes.
            }

            var depth = DependenciesOf(resource).Select(dependency => Depth(dependency, above) + 1).DefaultIfEmpty(0).Max();
            above.Remove(resource);
            return depths[resource] = depth;
        }
    }

    private static IEnumerable<IResource> DependenciesOf(IResource resource) => resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource)
        .Concat(resource.Annotations.OfType<ResourceRelationshipAnnotation>().Where(r => r.Type == KnownRelationshipTypes.Reference).Select(r => r.Resource));
}
