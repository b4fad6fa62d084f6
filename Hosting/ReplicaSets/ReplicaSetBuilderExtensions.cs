using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.ReplicaSets;
using Mesh.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aspire.Hosting;

/// <summary>Adds projects whose number of instances changes while the application runs.</summary>
public static class ReplicaSetBuilderExtensions
{
    private const string Endpoint = "http";
    private const string HealthPath = "/health";

    /// <summary>
    /// Adds a project as a replica set: instances <c>{name}-1</c> to <c>{name}-{max}</c>, of which the first <paramref name="replicas"/> start with
    /// the application and the others by the command <c>scale</c>. Each has an endpoint of its own without a proxy, is healthy when
    /// <c>/health</c> answers, and is registered under the name of the set (<c>SERVICE_NAME</c>). When published it is one service of that name
    /// with <paramref name="replicas"/> containers.
    /// </summary>
    /// <typeparam name="TProject">The project.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the set.</param>
    /// <param name="replicas">How many instances run at first: 1 to <paramref name="max"/>.</param>
    /// <param name="max">How many there can be: each has its port from the start, so this costs next to nothing. Default 10.</param>
    /// <example>
    /// <code>
    /// builder.AddReplicaSet&lt;Projects.SimpleWeb&gt;("web", replicas: 3, max: 10)
    ///     .WithInstances(web =&gt; web.WithEnvironment("SERVICE_TAGS", "backend"));
    /// </code>
    /// </example>
    public static IResourceBuilder<ReplicaSetResource> AddReplicaSet<TProject>(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int replicas = 3,
        int max = 10)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(replicas, max);

        var set = new ReplicaSetResource(name, replicas, max);
        if (builder.ExecutionContext.IsPublishMode)
        {
            return builder.AddPublishedSet<TProject>(set);
        }

        var setBuilder = builder.AddResource(set)
            .WithInitialState(ReplicaSetStatus.Initial(set))
            .WithSetCommands();

        for (var number = 1; number <= max; number++)
        {
            set.Add(setBuilder.AddInstance<TProject>(number).Resource);
        }

        builder.AddAppHostServer();
        builder.Services.TryAddSingleton(ScaleSettings.Read(builder.Configuration));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.OnBeforeStart((started, _) =>
        {
            ActivatorUtilities.CreateInstance<ReplicaSetPublisher>(started.Services, set).Start();
            return Task.CompletedTask;
        });
        return setBuilder;
    }

    /// <summary>Configures every instance of the set, those included that are not started yet.</summary>
    /// <param name="builder">The replica set.</param>
    /// <param name="configure">What to do with each instance.</param>
    public static IResourceBuilder<ReplicaSetResource> WithInstances(
        this IResourceBuilder<ReplicaSetResource> builder,
        Action<IResourceBuilder<ProjectResource>> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);

        foreach (var instance in builder.Resource.Instances)
        {
            configure(builder.ApplicationBuilder.CreateResourceBuilder(instance));
        }

        return builder;
    }

    // Where it is published to, one service with replicas is what a set is: the place itself starts, stops and counts its containers.
    private static IResourceBuilder<ReplicaSetResource> AddPublishedSet<TProject>(this IDistributedApplicationBuilder builder, ReplicaSetResource set)
        where TProject : IProjectMetadata, new()
    {
        var service = builder.AddProject<TProject>(set.Name, options => options.ExcludeLaunchProfile = true)
            .WithHttpEndpoint(name: Endpoint)
            .WithEnvironment("SERVICE_NAME", set.Name)
            .PublishAsDockerComposeService((_, service) => service.Deploy = new() { Replicas = set.Replicas });
        set.Add(service.Resource);
        return builder.CreateResourceBuilder(set);
    }

    private static IResourceBuilder<ProjectResource> AddInstance<TProject>(this IResourceBuilder<ReplicaSetResource> set, int number)
        where TProject : IProjectMetadata, new()
    {
        // Without the launch profile, because all instances would ask for the port in it; what else it sets must then be set here.
        var builder = set.ApplicationBuilder;
        var instance = builder.AddProject<TProject>($"{set.Resource.Name}-{number}", options => options.ExcludeLaunchProfile = true)
            .WithHttpEndpoint(name: Endpoint, isProxied: false)
            .WithHttpHealthCheck(HealthPath)
            .WithEnvironment("SERVICE_NAME", set.Resource.Name)
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
            .WithUrlForEndpoint(Endpoint, url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
            .WithParentRelationship(set.Resource);
        return number > set.Resource.Replicas ? instance.WithExplicitStart() : instance;
    }

    private static IResourceBuilder<ReplicaSetResource> WithSetCommands(this IResourceBuilder<ReplicaSetResource> builder)
    {
        var set = builder.Resource;
        return builder
            .WithCommand(ScaleCommand.Name, "Scale", context => ScaleCommand.ExecuteAsync(set, context), ScaleCommand.OptionsFor(set))
            .WithCommand(KnownResourceCommands.StartCommand, "Start", context => ScaleCommand.StartAsync(set, context), new() { Description = "Start the instances that shall run and do not", IconName = "Play" })
            .WithCommand(KnownResourceCommands.StopCommand, "Stop", context => ScaleCommand.StopAsync(set, context), new() { Description = "Stop all instances", IconName = "Stop" });
    }
}
