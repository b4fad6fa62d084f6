namespace Aspire.Hosting.ApplicationModel;

/// <summary>A container, run by the machine's container engine.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="entrypoint">The program to run instead of the image's own.</param>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    /// <summary>The program to run instead of the image's own.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}
