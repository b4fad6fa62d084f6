using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests.Clusters;

/// <summary>
/// The mesh of <c>AppHost/Program.cs</c> with three Consul servers, two balancers, and an agent beside the registrar and beside each balancer, as if all of
/// them were machines.
/// </summary>
internal static class ClusteredMesh
{
    /// <summary>The agent beside the balancer, which answers whichever server is lost.</summary>
    public const string Agent = "agent-lb";

    /// <summary>The registrar of the other machine, for a test to start.</summary>
    public const string OtherRegistrar = "registrar-2";

    private static readonly string[] Servers = ["consul", "consul-2", "consul-3"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static void Configure(IDistributedApplicationBuilder builder)
    {
        var consul = builder.CreateResourceBuilder(builder.Resources.OfType<IConsulResource>().Single()).WithServers(3);
        var second = builder.AddProject<Projects.LoadBalancer>("lb-2", options => options.ExcludeLaunchProfile = true)
            .WithHttpEndpoint(name: "http", isProxied: false)
            .WithHttpEndpoint(name: "admin", isProxied: false)
            .WithEndpointsInEnvironment(endpoint => endpoint.Name != "admin")
            .WithEnvironment("LoadBalancer__DefaultService", "web")
            .WithHttpHealthCheck("/health", endpointName: "admin")
            .WithoutRegistration();
        second.WithEnvironment("LoadBalancer__AdminUrl", second.GetEndpoint("admin"));
        foreach (var name in new[] { "registrar", "lb", "lb-2" })
        {
            var project = builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == name));
            builder.WithAgent(project, consul);
        }
    }

    /// <summary>Adds the registrar of another machine, which has an agent and a feed of its own.</summary>
    public static void AddMachine(IDistributedApplicationBuilder builder, OtherMachine machine)
    {
        var consul = builder.CreateResourceBuilder(builder.Resources.OfType<IConsulResource>().Single(resource => resource.Name == Servers[0]));
        builder.WithAgent(
            builder.AddProject<Projects.Registrar>(OtherRegistrar, options => options.ExcludeLaunchProfile = true)
                .WithHttpEndpoint(name: "http", isProxied: false)
                .WithHttpHealthCheck("/health")
                .WithoutRegistration()
                .WithEnvironment("MESH_FEED_URL", machine.Url)
                .WithEnvironment("MESH_FEED_TOKEN", OtherMachine.Token)
                .WithEnvironment("Registrar__Host", "machine-2")
                .WithExplicitStart(),
            consul);
    }

    /// <summary>The server that leads now, once it is another than <paramref name="lost"/>.</summary>
    public static async Task<string> LeaderAsync(this RunningMesh mesh, string? lost = null)
    {
        using var agent = mesh.Application.CreateHttpClient(Agent);
        string? leader = null;
        await Eventually.Async(
            async () =>
            {
                var address = (await agent.GetStringAsync("v1/status/leader", Cancellation)).Trim('"');
                leader = Servers.SingleOrDefault(server => address.EndsWith($":{mesh.Application.GetEndpoint(server, "server").Port}", StringComparison.Ordinal));
                return leader is not null && leader != lost;
            },
            RunningMesh.Limit, "there is a leader", () => leader);
        return leader!;
    }

    /// <summary>Kills a process and waits until the application knows.</summary>
    public static async Task LoseAsync(this RunningMesh mesh, string resource)
    {
        await mesh.KillAsync(resource);
        await mesh.StateOfAsync(resource, KnownResourceStates.Finished);
    }

    /// <summary>The folder in which a Consul of the application keeps what must outlive its process.</summary>
    public static async Task<string> DataOfAsync(this RunningMesh mesh, string consul)
    {
        var arguments = (await File.ReadAllTextAsync($"/proc/{await mesh.ProcessOfAsync(consul)}/cmdline", Cancellation)).Split('\0');
        return arguments.SkipWhile(argument => argument != "-data-dir").ElementAt(1);
    }

    private static void WithAgent(
        this IDistributedApplicationBuilder builder, IResourceBuilder<ProjectResource> project, IResourceBuilder<IConsulResource> consul)
    {
        var agent = builder.AddConsulAgent($"agent-{project.Resource.Name}", consul);
        foreach (var wait in project.Resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.Resource == consul.Resource).ToList())
        {
            // Its own agent is all it needs: a start must not wait for a server that is lost.
            project.Resource.Annotations.Remove(wait);
        }

        project.WithReference(agent).WaitFor(agent);
    }
}
