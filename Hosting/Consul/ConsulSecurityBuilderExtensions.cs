using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.Consul;
using Mesh.Hosting.Consul.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Lets only those into Consul who may, and nobody listen.</summary>
public static partial class ConsulSecurityBuilderExtensions
{
    private const string TokenVariable = "CONSUL_HTTP_TOKEN";

    /// <summary>
    /// Secures a Consul with all its servers and agents. Access control is on and denies by default; whoever uses Consul needs a token
    /// (<see cref="WithConsulToken"/>). Its API is served over TLS beside the plain one on loopback, RPC runs over TLS with certificates on both sides, and gossip
    /// is encrypted. Keys, certificates and tokens are made anew for every run, in files that only this user can read. When published,
    /// access control and gossip are on, and the secrets are variables of <c>.env</c>.
    /// </summary>
    /// <param name="builder">The Consul, or the first server of a cluster; before or after <c>WithServers</c>, and before agents join.</param>
    /// <example>
    /// <code>
    /// var consul = builder.AddConsul("consul").WithServers(3).WithSecurity();
    /// registrar.WithReference(consul).WithConsulToken(consul, ConsulPermissions.Register);
    /// lb.WithReference(consul).WithConsulToken(consul, ConsulPermissions.Discover);
    /// </code>
    /// </example>
    /// <exception cref="DistributedApplicationException">It runs as a container, which this does not support.</exception>
    public static IResourceBuilder<IConsulResource> WithSecurity(this IResourceBuilder<IConsulResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        if (application.ExecutionContext.IsRunMode && builder.Resource is not ConsulExecutableResource)
        {
            throw new DistributedApplicationException("A secured Consul needs the program 'consul' to run here. Run eng/get-consul once, or put it on PATH.");
        }

        var security = new ConsulSecurity(builder.Resource.Name);
        application.OnBeforeStart((started, _) =>
        {
            started.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(security.Dispose);
            return Task.CompletedTask;
        });
        var servers = builder.Resource.TryGetLastAnnotation<ConsulClusterAnnotation>(out var member) ? member.Cluster.Servers : [builder.Resource];
        foreach (var server in servers)
        {
            application.CreateResourceBuilder(server).SecuredBy(security);
        }

        return builder;
    }

    /// <summary>
    /// Gives a resource a token of Consul's that permits no more than it needs: <c>CONSUL_HTTP_TOKEN</c>, or when published a file that
    /// <c>CONSUL_HTTP_TOKEN_FILE</c> names.
    /// </summary>
    /// <param name="builder">The resource that uses Consul.</param>
    /// <param name="consul">A Consul with <see cref="WithSecurity"/>, or an agent of it.</param>
    /// <param name="permissions">What it may do.</param>
    /// <exception cref="DistributedApplicationException">Consul is not secured.</exception>
    public static IResourceBuilder<T> WithConsulToken<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IConsulResource> consul, ConsulPermissions permissions)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(consul);
        var security = ConsulSecurityAnnotation.Of(consul.Resource)
            ?? throw new DistributedApplicationException($"'{consul.Resource.Name}' asks for no tokens. Call WithSecurity on it first.");
        var token = security.TokenFor(permissions);
        return builder.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? PublishedSecurity.AddToken(builder, token)
            : builder.WithEnvironment(context => context.EnvironmentVariables[TokenVariable] = token);
    }

    internal static IResourceBuilder<IConsulResource> SecuredBy(this IResourceBuilder<IConsulResource> consul, ConsulSecurity security)
    {
        consul.WithAnnotation(new ConsulSecurityAnnotation(security));
        if (consul.Resource is ConsulContainerResource container)
        {
            PublishedSecurity.AddConfiguration(consul.ApplicationBuilder.CreateResourceBuilder(container), security);
            return consul;
        }

        var process = (ConsulExecutableResource)consul.Resource;
        security.Addresses.Add(process.Address);
        return consul.ApplicationBuilder.CreateResourceBuilder(process)
            .WithEndpoint(name: ConsulEndpoints.Https, scheme: "https", isProxied: false)
            .AtItsAddress(ConsulEndpoints.Https)
            .OnResourceReady(async (resource, ready, cancellation) =>
            {
                await AccessControl.EstablishAsync(new(resource.HttpEndpoint.Url), security, cancellation);
                Log.AccessControlled(ready.Services.GetRequiredService<ResourceLoggerService>().GetLogger(resource), security.ManagementFile);
            });
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = nameof(AccessControlled), Level = LogLevel.Information,
            Message = "Access control is on. The management token, for Consul's pages, is in {File}")]
        public static partial void AccessControlled(ILogger logger, string file);
    }
}
