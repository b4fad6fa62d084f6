using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests.Clusters;

/// <summary>
/// A cluster with access control, TLS and encrypted gossip, and everything that could tell a secret: a dashboard, and a collector of what registrar and balancer export.
/// </summary>
public sealed class SecuredMesh : LastingMesh
{
    internal OtlpCollector Collector { get; private set; } = null!;

    /// <summary>The dashboard, which wants no token.</summary>
    internal Uri Dashboard { get; } = new($"http://127.0.0.1:{FreePorts.Take(1)[0]}");

    public override async ValueTask InitializeAsync() => Collector = await OtlpCollector.StartAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Collector.DisposeAsync();
    }

    internal static Dictionary<string, string> EnvironmentOf(RunningMesh mesh, string resource)
    {
        Assert.True(mesh.Application.ResourceNotifications.TryGetCurrentState(resource, out var now));
        return now.Snapshot.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value ?? "");
    }

    /// <summary>Every secret there is: the tokens of registrar and balancer, and those and the key that Consul's own configuration holds.</summary>
    internal static async Task<IReadOnlyCollection<string>> SecretsAsync(RunningMesh mesh)
    {
        var arguments = (await File.ReadAllTextAsync($"/proc/{await mesh.ProcessOfAsync("consul")}/cmdline", TestContext.Current.CancellationToken)).Split('\0');
        using var configuration = JsonDocument.Parse(
            await File.ReadAllTextAsync(arguments.SkipWhile(argument => argument != "-config-file").ElementAt(1), TestContext.Current.CancellationToken));
        HashSet<string> secrets =
        [
            EnvironmentOf(mesh, "registrar")["CONSUL_HTTP_TOKEN"],
            EnvironmentOf(mesh, "lb")["CONSUL_HTTP_TOKEN"],
            configuration.RootElement.GetProperty("encrypt").GetString()!,
            .. configuration.RootElement.GetProperty("acl").GetProperty("tokens").EnumerateObject().Select(token => token.Value.GetString()!),
        ];
        Assert.Equal(5, secrets.Count);
        return secrets;
    }

    private protected override Task<RunningMesh> StartAsync() => RunningMesh.StartAsync(Configure, hasDashboard: true);

    private void Configure(IDistributedApplicationBuilder builder)
    {
        builder.Configuration["ASPNETCORE_URLS"] = Dashboard.ToString();
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://127.0.0.1:{FreePorts.Take(1)[0]}";
        builder.Configuration["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] = "true";
        builder.Configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        var consul = builder.CreateResourceBuilder(builder.Resources.OfType<IConsulResource>().Single()).WithServers(3).WithSecurity();
        var agent = builder.AddConsulAgent("agent", consul);
        Project("registrar").WithReference(agent).WaitFor(agent).WithConsulToken(agent, ConsulPermissions.Register);
        Project("lb").WithReference(agent).WaitFor(agent).WithConsulToken(agent, ConsulPermissions.Discover);

        IResourceBuilder<ProjectResource> Project(string name) =>
            builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == name))
                .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.Address)
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    }
}
