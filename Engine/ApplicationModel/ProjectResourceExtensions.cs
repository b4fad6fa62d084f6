namespace Aspire.Hosting.ApplicationModel;

/// <summary>Reads what is known about projects.</summary>
public static class ProjectResourceExtensions
{
    /// <summary>Where the project is.</summary>
    /// <exception cref="InvalidOperationException">The resource was not made by <c>AddProject</c>.</exception>
    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource) =>
        projectResource.Annotations.OfType<IProjectMetadata>().FirstOrDefault()
        ?? throw new InvalidOperationException($"Project resource '{projectResource.Name}' does not say where its project is. Add projects with AddProject.");

    /// <summary>The projects of a model.</summary>
    public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model) => model.Resources.OfType<ProjectResource>();
}
