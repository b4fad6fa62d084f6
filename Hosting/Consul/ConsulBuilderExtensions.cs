using System.Net;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Mesh.Hosting.Consul;
using Mesh.Hosting.Consul.Security;

namespace Aspire.Hosting;

/// <summary>Adds Consul to an application and gives its address to other resources.</summary>
public static class ConsulBuilderExtensions
{
    /// <summary>Consul's own variable for the address of its HTTP API.</summary>
    private const string AddressVariable = "CONSUL_HTTP_ADDR";

    /// <summary>Consul's own variable for the file with the authorities that sign its certificate.</summary>
    private const string AuthoritiesVariable = "CONSUL_CACERT";

    /// <summary>
    /// Adds a Consul agent in development mode. In run mode it is the <c>consul</c> on PATH or in <c>.tools/</c> of this repository; else a container,
    /// if a container runtime answers; else it fails to start and says how to get one. When published it is a container that keeps its data in
    /// a volume. It is healthy once it has a leader.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="port">The port of HTTP API and UI; null for any that is free.</param>
    /// <example>
    /// <code>
    /// var consul = builder.AddConsul("consul", port: 8500);
    /// builder.AddProject&lt;Projects.Registrar&gt;("registrar").WithReference(consul).WaitFor(consul);
    /// </code>
    /// </example>
    public static IResourceBuilder<IConsulResource> AddConsul(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);

        if (builder.ExecutionContext.IsPublishMode)
        {
            return builder.AddConsulServer(name, port);
        }

        if (ConsulBinary.Find(Environment.GetEnvironmentVariable("PATH"), builder.AppHostDirectory) is { } program)
        {
            return builder.AddConsulProcess(name, port, program);
        }

        return ContainerRuntime.Answers(Environment.GetEnvironmentVariable("DOCKER_HOST"))
            ? builder.AddConsulContainer(name, port)
            : builder.AddMissingConsul(name, port);
    }

    /// <summary>
    /// Gives <c>CONSUL_HTTP_ADDR</c> and service discovery for Consul to a resource, and <c>CONSUL_CACERT</c> where Consul is secured.
    /// </summary>
    /// <param name="builder">The resource that uses Consul.</param>
    /// <param name="consul">Consul.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IConsulResource> consul)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(consul);

        IResourceBuilder<IResourceWithServiceDiscovery> discovery = consul;
        return builder.WithReference(discovery).WithEnvironment(context =>
        {
            var variables = context.EnvironmentVariables;
            variables[AddressVariable] = consul.Resource.HttpEndpoint;
            if (context.ExecutionContext.IsRunMode && ConsulSecurityAnnotation.Of(consul.Resource) is { } security)
            {
                variables[AddressVariable] = consul.Resource.GetEndpoint(ConsulEndpoints.Https);
                variables[AuthoritiesVariable] = security.Certificates.Authority;
            }
        });
    }

    internal static IResourceBuilder<IConsulResource> AddConsulProcess(
        this IDistributedApplicationBuilder builder, string name, int? port, string program, IPAddress? address = null)
    {
        var consul = new ConsulExecutableResource(name, program, builder.AppHostDirectory) { Address = address ?? IPAddress.Loopback };
        return builder.AddResource(consul)
            .WithHttpEndpoint(port: port, name: ConsulEndpoints.Http, isProxied: false)
            .WithInternalEndpoint(ConsulEndpoints.Server)
            .WithInternalEndpoint(ConsulEndpoints.Gossip)
            .AtItsAddress(ConsulEndpoints.Http, ConsulEndpoints.Server, ConsulEndpoints.Gossip)
            .WithArgs(context => ConsulArguments.AddForProcessAsync(consul, context))
            .WithLeaderCheck()
            .WithoutRegistration();
    }

    internal static IResourceBuilder<IConsulResource> AddConsulContainer(this IDistributedApplicationBuilder builder, string name, int? port) =>
        builder.AddContainer(name, port).WithArgs(ConsulArguments.AddForContainer).WithLeaderCheck();

    internal static IResourceBuilder<IConsulResource> AddConsulServer(this IDistributedApplicationBuilder builder, string name, int? port)
    {
        var consul = builder.AddContainer(name, port);
        return consul
            .WithArgs(context => ConsulArguments.AddForPublished(consul.Resource, context))
            .WithVolume($"{name}-data", ConsulContainerResource.DataDirectory)
            .PublishAsDockerComposeService((_, service) => service.Healthcheck = LeaderCheck());
    }

    internal static IResourceBuilder<IConsulResource> AddMissingConsul(this IDistributedApplicationBuilder builder, string name, int? port)
    {
        return builder.AddResource(new ConsulExecutableResource(name, "consul", builder.AppHostDirectory))
            .WithHttpEndpoint(port: port, name: ConsulEndpoints.Http, isProxied: false)
            .OnBeforeResourceStarted((_, _, _) => throw new DistributedApplicationException(
                "There is no 'consul' on PATH or in .tools/, and no container runtime answers. Run eng/get-consul once (it needs the network, " +
                "not root), or install Consul from https://developer.hashicorp.com/consul/install, or start Docker; then start this again."))
            .WithLeaderCheck();
    }

    private static IResourceBuilder<ConsulContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, int? port) =>
        builder.AddResource(new ConsulContainerResource(name))
            .WithImage(ConsulContainerImageTags.Image, ConsulContainerImageTags.Tag)
            .WithImageRegistry(ConsulContainerImageTags.Registry)
            .WithHttpEndpoint(port: port, targetPort: ConsulContainerResource.HttpPort, name: ConsulEndpoints.Http, isProxied: false)
            .WithoutRegistration();

    // What stands on 127.0.0.1 keeps "localhost", Aspire's own name for it.
    internal static IResourceBuilder<ConsulExecutableResource> AtItsAddress(this IResourceBuilder<ConsulExecutableResource> consul, params ReadOnlySpan<string> endpoints)
    {
        var address = consul.Resource.Address;
        if (!address.Equals(IPAddress.Loopback))
        {
            foreach (var name in endpoints)
            {
                consul.WithEndpoint(name, endpoint => endpoint.TargetHost = address.ToString());
            }
        }

        return consul;
    }

    private static Healthcheck LeaderCheck() =>
        new() { Test = ["CMD", "consul", "catalog", "nodes"], Interval = "5s", Timeout = "3s", Retries = 3, StartPeriod = "20s" };

    private static IResourceBuilder<ConsulExecutableResource> WithInternalEndpoint(this IResourceBuilder<ConsulExecutableResource> consul, string name)
    {
        return consul
            .WithEndpoint(name: name, scheme: "tcp", isProxied: false)
            .WithEndpoint(name, endpoint => endpoint.ExcludeReferenceEndpoint = true)
            .WithUrlForEndpoint(name, url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly);
    }

    // The catalogue answers 200 only when there is a leader. While one is being elected Consul holds the request, so that the first
    // answer comes the moment Consul is ready.
    private static IResourceBuilder<T> WithLeaderCheck<T>(this IResourceBuilder<T> consul)
        where T : IConsulResource => consul.WithHttpHealthCheck("/v1/catalog/nodes", 200, ConsulEndpoints.Http);
}
