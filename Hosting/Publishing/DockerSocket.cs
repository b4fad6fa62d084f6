using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Mesh.Hosting.Publishing;

/// <summary>The socket of the Docker engine, for a published service that reads it.</summary>
internal static class DockerSocket
{
    private const string Path = "/var/run/docker.sock";
    private const string Group = "DOCKER_GROUP";

    // Where the group is known, nobody needs to be root: the user "app" of .NET's images.
    private const string User = "1654";
    private const string Description = $"Number of the group that may use {Path}: stat -c %g {Path}";

    /// <summary>Mounts the socket read-only. The group that may use it has another number on each host, so that only <c>.env</c> can say it.</summary>
    public static IResourceBuilder<T> WithDockerSocket<T>(this IResourceBuilder<T> builder)
        where T : IResource
    {
        foreach (var environment in builder.ApplicationBuilder.Resources.OfType<DockerComposeEnvironmentResource>().ToArray())
        {
            builder.ApplicationBuilder.CreateResourceBuilder(environment)
                .ConfigureEnvFile(variables => variables[Group] = new() { Name = Group, Description = Description });
        }

        return builder.WithAnnotation(new DockerComposeServiceCustomizationAnnotation((_, service) => Mount(service)));
    }

    private static void Mount(Service service)
    {
        service.User = User;
        service.GroupAdd.Add($"${{{Group}:?{Description}}}");
        service.AddVolume(new() { Name = "docker-socket", Type = "bind", Source = Path, Target = Path, ReadOnly = true });
    }
}
