using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Mesh.Consul;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.AppHost.Tests.Clusters;

/// <summary>A cluster with access control, TLS and encrypted gossip.</summary>
public sealed class SecuredClusterTests
{
    private static readonly string[] Secrets = ["CONSUL_HTTP_TOKEN"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secured_cluster_balances_gives_each_no_more_rights_than_it_needs_and_tells_no_secret()
    {
        await using var mesh = await RunningMesh.StartAsync(Configure);
        await mesh.ScaleAsync(4);
        await mesh.UntilBalancedOverAsync(4);

        var (registrar, balancer) = (EnvironmentOf(mesh, "registrar"), EnvironmentOf(mesh, "lb"));
        Assert.All(new[] { registrar, balancer }, environment => Assert.StartsWith("https://", environment["CONSUL_HTTP_ADDR"], StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await RegisterAsync(registrar));
        Assert.Equal(HttpStatusCode.Forbidden, await RegisterAsync(balancer));
        Assert.Equal(HttpStatusCode.Forbidden, await RegisterAsync(balancer, token: ""));
        await Assert.ThrowsAsync<ConsulException>(() => AskWithoutAuthorityAsync(balancer));

        string[] secrets = [.. new[] { registrar, balancer }.SelectMany(environment => Secrets.Select(name => environment[name]))];
        Assert.Equal(2, secrets.Distinct().Count());
        foreach (var resource in mesh.Application.Services.GetRequiredService<DistributedApplicationModel>().Resources)
        {
            var log = await LogOfAsync(mesh, resource);
            Assert.DoesNotContain(secrets, secret => log.Contains(secret, StringComparison.Ordinal));
        }
    }

    private static void Configure(IDistributedApplicationBuilder builder)
    {
        var consul = builder.CreateResourceBuilder(builder.Resources.OfType<IConsulResource>().Single()).WithServers(3).WithSecurity();
        var agent = builder.AddConsulAgent("agent", consul);
        Project("registrar").WithReference(agent).WaitFor(agent).WithConsulToken(agent, ConsulPermissions.Register);
        Project("lb").WithReference(agent).WaitFor(agent).WithConsulToken(agent, ConsulPermissions.Discover);

        IResourceBuilder<ProjectResource> Project(string name) =>
            builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == name));
    }

    private static Dictionary<string, string> EnvironmentOf(RunningMesh mesh, string resource)
    {
        Assert.True(mesh.Application.ResourceNotifications.TryGetCurrentState(resource, out var now));
        return now.Snapshot.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value ?? "");
    }

    private static async Task<HttpStatusCode> RegisterAsync(Dictionary<string, string> environment, string? token = null)
    {
        using var consul = ConsulClient.Create(new()
        {
            Address = environment["CONSUL_HTTP_ADDR"],
            CaCertificate = environment["CONSUL_CACERT"],
            Token = (token ?? environment["CONSUL_HTTP_TOKEN"]) is { Length: > 0 } given ? given : null,
        });
        try
        {
            await consul.Agent.RegisterServiceAsync(new() { Name = "intruder" }, Cancellation);
            await consul.Agent.DeregisterServiceAsync("intruder", Cancellation);
            return HttpStatusCode.OK;
        }
        catch (ConsulException e)
        {
            return e.StatusCode ?? throw new InvalidOperationException("Consul did not answer", e);
        }
    }

    private static async Task AskWithoutAuthorityAsync(Dictionary<string, string> environment)
    {
        using var consul = ConsulClient.Create(new() { Address = environment["CONSUL_HTTP_ADDR"] });
        await consul.Status.LeaderAsync(Cancellation);
    }

    private static async Task<string> LogOfAsync(RunningMesh mesh, IResource resource)
    {
        var lines = new List<string>();
        await foreach (var batch in mesh.Application.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(resource).WithCancellation(Cancellation))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return string.Join('\n', lines);
    }
}
