using System.Globalization;
using System.Net;
using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.Consul;
using Mesh.Hosting.Consul.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Makes Consul a cluster: servers that survive the loss of some, and agents beside those who use it.</summary>
public static class ConsulClusterBuilderExtensions
{
    /// <summary>
    /// Lets Consul have several servers, which elect a leader and keep the catalogue together: <c>{name}</c>, <c>{name}-2</c>, <c>{name}-3</c> and so
    /// on. More than half of them must run for anything to be written. Their data lives as long as the application; when published, each has a
    /// volume.
    /// </summary>
    /// <param name="builder">The Consul that becomes the first server.</param>
    /// <param name="servers">How many there are: an odd number from 3 to 7. Consul's own advice is 3 or 5.</param>
    /// <example>
    /// <code>
    /// var consul = builder.AddConsul("consul").WithServers(3);
    /// var agent = builder.AddConsulAgent("agent", consul);
    /// builder.AddProject&lt;Projects.Registrar&gt;("registrar").WithReference(agent).WaitFor(agent);
    /// </code>
    /// </example>
    /// <exception cref="ArgumentOutOfRangeException">An even number, or one out of range.</exception>
    /// <exception cref="DistributedApplicationException">It is a cluster already, or it runs as a container, which this does not support yet.</exception>
    public static IResourceBuilder<IConsulResource> WithServers(this IResourceBuilder<IConsulResource> builder, int servers)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (servers is < 3 or > 7 || servers % 2 == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(servers), servers, "A cluster has 3, 5 or 7 servers: an even number survives no more losses than one less.");
        }

        if (builder.Resource.HasAnnotationOfType<ConsulClusterAnnotation>())
        {
            throw new DistributedApplicationException($"'{builder.Resource.Name}' has its servers already: call WithServers once.");
        }

        var application = builder.ApplicationBuilder;
        if (application.ExecutionContext.IsRunMode && builder.Resource is not ConsulExecutableResource)
        {
            throw new DistributedApplicationException("A Consul cluster needs the program 'consul' to run here. Run eng/get-consul once, or put it on PATH.");
        }

        var cluster = new ConsulCluster();
        application.OnBeforeStart((started, _) =>
        {
            started.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(cluster.Dispose);
            return Task.CompletedTask;
        });
        cluster.Join(builder, isServer: true);
        for (var number = 2; number <= servers; number++)
        {
            cluster.Join(builder.AddMember($"{builder.Resource.Name}-{number.ToString(CultureInfo.InvariantCulture)}", port: null, IPAddress.Loopback), isServer: true)
                .WithParentRelationship(builder);
        }

        return builder;
    }

    /// <summary>
    /// Adds a Consul agent that is no server: it stands beside those who use it, as on a machine of theirs, passes their questions on to the
    /// servers, and finds another server when one is lost. Run on Linux, each has a loopback address of its own, in the order in which they
    /// are added: 127.0.0.2, 127.0.0.3 and so on. Elsewhere loopback has one address, and all share 127.0.0.1.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the agent.</param>
    /// <param name="cluster">A Consul with <see cref="WithServers"/>.</param>
    /// <param name="port">The port of its HTTP API; null for any that is free.</param>
    /// <exception cref="DistributedApplicationException"><paramref name="cluster"/> has no servers to join.</exception>
    public static IResourceBuilder<IConsulResource> AddConsulAgent(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, IResourceBuilder<IConsulResource> cluster, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(cluster);
        if (!cluster.Resource.TryGetLastAnnotation<ConsulClusterAnnotation>(out var annotation))
        {
            throw new DistributedApplicationException($"'{cluster.Resource.Name}' is a Consul of its own. Call WithServers on it before '{name}' joins.");
        }

        return annotation.Cluster.Join(cluster.AddMember(name, port, annotation.Cluster.NextHost()), isServer: false);
    }

    private static IResourceBuilder<IConsulResource> AddMember(this IResourceBuilder<IConsulResource> first, string name, int? port, IPAddress host) =>
        first.Resource is ConsulExecutableResource process
            ? first.ApplicationBuilder.AddConsulProcess(name, port, process.Command, host)
            : first.ApplicationBuilder.AddConsulServer(name, port);

    private static IResourceBuilder<IConsulResource> Join(this ConsulCluster cluster, IResourceBuilder<IConsulResource> member, bool isServer)
    {
        if (isServer)
        {
            cluster.Add(member.Resource);
        }

        member.WithAnnotation(new ConsulClusterAnnotation(cluster, isServer));
        if (ConsulSecurityAnnotation.Of(member.Resource) is not null || ConsulSecurityAnnotation.Of(cluster.Servers[0]) is not { } security)
        {
            return member;
        }

        // An agent remembers for half a minute that its token is unknown: it starts when the servers know it.
        member.SecuredBy(security);
        return isServer ? member : member.WaitFor(member.ApplicationBuilder.CreateResourceBuilder(cluster.Servers[0]));
    }
}
