using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker;

/// <summary>A resource of the application as a service of a Compose file.</summary>
/// <param name="name">The service's name.</param>
/// <param name="resource">The resource.</param>
/// <param name="composeEnvironmentResource">The environment whose file it stands in.</param>
public class DockerComposeServiceResource(string name, IResource resource, DockerComposeEnvironmentResource composeEnvironmentResource)
    : Resource(name), IResourceWithParent<DockerComposeEnvironmentResource>
{
    /// <inheritdoc/>
    public DockerComposeEnvironmentResource Parent { get; } = composeEnvironmentResource;

    internal IResource Target { get; } = resource;
}
