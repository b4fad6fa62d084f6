using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.Consul.Security;

namespace Mesh.Hosting.Consul;

/// <summary>The command line of <c>consul agent</c>.</summary>
internal static class ConsulArguments
{
    // Consul 1.14 opens a port for gRPC over TLS and does not start when another agent has it; older ones do not know the setting.
    private static readonly Version FirstWithGrpcTls = new(1, 14);

    private static readonly TimeSpan VersionPatience = TimeSpan.FromSeconds(5);

    /// <summary>For a process: everything on its loopback address, each port one that the model gave it, and none of those that Mesh does not use.</summary>
    public static async Task AddForProcessAsync(ConsulExecutableResource consul, CommandLineArgsCallbackContext context)
    {
        Add(context, "agent", $"-bind={consul.Address}", $"-client={consul.Address}", "-log-level=warn", "-hcl=disable_update_check = true");
        Add(context, "-dns-port=-1", "-grpc-port=-1", "-serf-wan-port=-1");
        Add(context, "-http-port", consul.HttpEndpoint.Property(EndpointProperty.Port));
        Add(context, "-server-port", consul.GetEndpoint(ConsulEndpoints.Server).Property(EndpointProperty.Port));
        Add(context, "-serf-lan-port", consul.GetEndpoint(ConsulEndpoints.Gossip).Property(EndpointProperty.Port));
        if (consul.TryGetLastAnnotation<ConsulClusterAnnotation>(out var member))
        {
            AddMember(context, consul, member);
            // A server that is lost here comes back: taken out of the cluster meanwhile, it would have no vote at first, and the next loss end the majority.
            Add(context, "-data-dir", member.Cluster.DataOf(consul), "-hcl=performance { raft_multiplier = 1 }", "-hcl=autopilot { cleanup_dead_servers = false }");
        }
        else
        {
            Add(context, "-dev");
        }

        var version = await VersionOfAsync(consul, context.CancellationToken);
        if (version >= FirstWithGrpcTls)
        {
            Add(context, "-grpc-tls-port=-1");
        }

        if (ConsulSecurityAnnotation.Of(consul) is { } security)
        {
            Add(context, "-https-port", consul.GetEndpoint(ConsulEndpoints.Https).Property(EndpointProperty.Port));
            Add(context, "-config-file", security.WriteConfiguration(consul, version));
        }
    }

    private static async Task<Version?> VersionOfAsync(ConsulExecutableResource consul, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(VersionPatience);
        return await ConsulBinary.VersionAsync(consul.Command, patience.Token);
    }

    /// <summary>For a container: its network is its own, so that only the HTTP API must be reachable from outside.</summary>
    public static void AddForContainer(CommandLineArgsCallbackContext context) =>
        Add(context, "agent", "-dev", "-client=0.0.0.0", "-log-level=warn", "-hcl=disable_update_check = true");

    /// <summary>For a published container, which keeps its data.</summary>
    public static void AddForPublished(ConsulContainerResource consul, CommandLineArgsCallbackContext context)
    {
        Add(context, "agent", $"-data-dir={ConsulContainerResource.DataDirectory}", "-client=0.0.0.0", "-ui", "-log-level=warn", "-hcl=disable_update_check = true");
        if (consul.TryGetLastAnnotation<ConsulClusterAnnotation>(out var member))
        {
            AddMember(context, consul, member);
        }
        else
        {
            Add(context, "-server", "-bootstrap-expect=1");
        }

        if (ConsulSecurityAnnotation.Of(consul) is not null)
        {
            Add(context, $"-config-file={PublishedSecurity.ConfigurationPath}");
        }
    }

    private static void AddMember(CommandLineArgsCallbackContext context, IConsulResource consul, ConsulClusterAnnotation member)
    {
        Add(context, $"-node={consul.Name}", "-retry-interval=1s");
        if (member.IsServer)
        {
            Add(context, "-server", $"-bootstrap-expect={member.Cluster.Servers.Count.ToString(CultureInfo.InvariantCulture)}");
        }
        else
        {
            // Told to end, an agent would take everything that stands on its node out of the catalogue, although that lives on.
            Add(context, "-hcl=leave_on_terminate = false", "-hcl=skip_leave_on_interrupt = true");
        }

        foreach (var other in member.Cluster.Servers.Where(server => server != consul))
        {
            Add(context, "-retry-join", other is ConsulExecutableResource process
                ? ReferenceExpression.Create($"{process.Address.ToString()}:{process.GetEndpoint(ConsulEndpoints.Gossip).Property(EndpointProperty.Port)}")
                : other.Name);
        }
    }

    private static void Add(CommandLineArgsCallbackContext context, params ReadOnlySpan<object> arguments)
    {
        foreach (var argument in arguments)
        {
            context.Args.Add(argument);
        }
    }
}
