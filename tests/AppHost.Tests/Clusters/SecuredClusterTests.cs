using System.Net;
using Aspire.Hosting.ApplicationModel;
using Mesh.Consul;
using Mesh.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.AppHost.Tests.Clusters;

/// <summary>A cluster with access control, TLS and encrypted gossip.</summary>
[Collection(SecuredCollection.Name)]
public sealed class SecuredClusterTests(SecuredMesh secured)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secured_cluster_balances_and_gives_each_no_more_rights_than_it_needs()
    {
        var mesh = await secured.WithThreeInstancesAsync();
        await mesh.ScaleAsync(4);
        await mesh.UntilBalancedOverAsync(4);

        var (registrar, balancer) = (SecuredMesh.EnvironmentOf(mesh, "registrar"), SecuredMesh.EnvironmentOf(mesh, "lb"));
        Assert.All(new[] { registrar, balancer }, environment => Assert.StartsWith("https://127.0.0.2:", environment["CONSUL_HTTP_ADDR"], StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await RegisterAsync(registrar));
        Assert.Equal(HttpStatusCode.Forbidden, await RegisterAsync(balancer));
        Assert.Equal(HttpStatusCode.Forbidden, await RegisterAsync(balancer, token: ""));
        await Assert.ThrowsAsync<ConsulException>(() => AskWithoutAuthorityAsync(balancer));
    }

    [Fact]
    public async Task No_log_and_nothing_that_is_exported_tells_a_secret()
    {
        var mesh = await secured.WithThreeInstancesAsync();
        await mesh.ScaleAsync(4);
        await mesh.UntilBalancedOverAsync(4);
        foreach (var span in new[] { "register web", "configuration applied", "first request served" })
        {
            await Eventually.Async(() => secured.Collector.HasTrace(span), RunningMesh.Limit, $"the span '{span}' of the change is exported");
        }

        var secrets = await SecuredMesh.SecretsAsync(mesh);
        Assert.DoesNotContain(secrets, secured.Collector.Has);
        foreach (var resource in mesh.Application.Services.GetRequiredService<DistributedApplicationModel>().Resources)
        {
            var log = await LogOfAsync(mesh, resource);
            Assert.DoesNotContain(secrets, secret => log.Contains(secret, StringComparison.Ordinal));
        }
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
