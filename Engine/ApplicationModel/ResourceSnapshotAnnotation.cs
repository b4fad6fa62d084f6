namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is shown of a resource before anything has happened to it.</summary>
/// <param name="initialSnapshot">The first snapshot.</param>
public sealed class ResourceSnapshotAnnotation(CustomResourceSnapshot initialSnapshot) : IResourceAnnotation
{
    /// <summary>The first snapshot.</summary>
    public CustomResourceSnapshot InitialSnapshot { get; } = initialSnapshot;
}
