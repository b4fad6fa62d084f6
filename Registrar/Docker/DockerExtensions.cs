using Mesh.Registrar.Docker.Engine;
using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Docker;

/// <summary>Adds Docker's containers to the sources of instances.</summary>
internal static class DockerExtensions
{
    public static void AddDockerSource(this IServiceCollection services, DockerEndpoint endpoint)
    {
        services.AddSingleton<HostAddress>();
        services.AddSingleton(provider => new DockerEngine(endpoint, DockerConnection.Create(endpoint), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IInstanceSource, DockerSource>();
    }
}
