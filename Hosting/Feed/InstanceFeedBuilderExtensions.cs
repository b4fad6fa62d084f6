using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.Publishing;
using Mesh.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Tells a registrar of each single instance of the application.</summary>
public static class InstanceFeedBuilderExtensions
{
    private const string UrlVariable = "MESH_FEED_URL";
    private const string TokenVariable = "MESH_FEED_TOKEN";
    private const string IgnoreVariable = "SERVICE_IGNORE";

    /// <summary>
    /// Gives a resource the instance feed of the AppHost: <c>MESH_FEED_URL</c> and <c>MESH_FEED_TOKEN</c>, in run mode. The reader of the feed
    /// is not registered itself. The feed is served on loopback only, so the resource must be a process of this machine. When published, the
    /// registrar reads the socket of its Docker engine instead, and enters the addresses that containers have on their own network. It runs as the
    /// user of its image, in the group that may use the socket: <c>DOCKER_GROUP</c> in <c>.env</c>.
    /// </summary>
    /// <param name="builder">The resource that reads the feed.</param>
    public static IResourceBuilder<T> WithInstanceFeed<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.WithoutRegistration();
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            return builder
                .WithEnvironment("Registrar__Docker", "true")
                .WithEnvironment("Registrar__Internal", "true")
                .WithDockerSocket();
        }

        builder.ApplicationBuilder.AddAppHostServer();
        return builder.WithEnvironment(context =>
        {
            var server = context.ExecutionContext.Services.GetRequiredService<AppHostServer>();
            context.EnvironmentVariables[UrlVariable] = server.Address.AbsoluteUri.TrimEnd('/');
            context.EnvironmentVariables[TokenVariable] = server.FeedToken;
        });
    }

    /// <summary>Keeps the instances of a resource out of the catalogue (<c>SERVICE_IGNORE</c>).</summary>
    /// <param name="builder">The resource.</param>
    public static IResourceBuilder<T> WithoutRegistration<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.WithEnvironment(IgnoreVariable, "true");
    }
}
