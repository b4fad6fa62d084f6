using Mesh.Registrar.Configuration;
using Mesh.Registrar.Docker;
using Mesh.Registrar.Feed;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Instances;

/// <summary>Adds the sources of instances, all for one reconciler.</summary>
internal static class InstanceSourceExtensions
{
    public static void AddInstanceSources(this IServiceCollection services, SourceSettings sources)
    {
        services.AddSingleton(provider => new RegistrarIdentity(provider.GetRequiredService<RegistrarSettings>(), isEngine: sources.Feed is null));
        if (sources.Feed is { } feed)
        {
            services.AddInstanceFeed(feed);
        }

        if (sources.Docker is { } docker)
        {
            services.AddDockerSource(docker);
        }
    }
}
