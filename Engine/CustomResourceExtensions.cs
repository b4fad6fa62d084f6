using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>For resources whose life the engine does not know.</summary>
public static class CustomResourceExtensions
{
    /// <summary>Says what is shown of the resource before anything has happened to it.</summary>
    public static IResourceBuilder<TResource> WithInitialState<TResource>(this IResourceBuilder<TResource> builder, CustomResourceSnapshot initialSnapshot)
        where TResource : IResource =>
        builder.WithAnnotation(new ResourceSnapshotAnnotation(initialSnapshot), ResourceAnnotationMutationBehavior.Replace);
}
