namespace Aspire.Hosting.ApplicationModel;

/// <summary>Everything the application is made of.</summary>
/// <param name="resources">The resources, in the order in which they were added.</param>
public class DistributedApplicationModel(IResourceCollection resources)
{
    /// <summary>A model of the given resources.</summary>
    public DistributedApplicationModel(IEnumerable<IResource> resources)
        : this(ToCollection(resources))
    {
    }

    /// <summary>The resources, in the order in which they were added.</summary>
    public IResourceCollection Resources { get; } = resources;

    private static ResourceCollection ToCollection(IEnumerable<IResource> resources)
    {
        var collection = new ResourceCollection();
        foreach (var resource in resources)
        {
            collection.Add(resource);
        }

        return collection;
    }
}
