namespace Aspire.Hosting.ApplicationModel;

/// <summary>One instance and what is known of it.</summary>
/// <param name="resource">The resource of the model.</param>
/// <param name="resourceId">The instance's id.</param>
/// <param name="snapshot">What is known.</param>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource of the model.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The instance's id.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>What is known.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
