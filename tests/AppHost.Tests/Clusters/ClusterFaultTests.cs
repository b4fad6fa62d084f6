using Aspire.Hosting.Testing;
using Mesh.Tests.Kit.Load;
using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests.Clusters;

/// <summary>What a cluster can lose while traffic is on: no request.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class ClusterFaultTests(SharedCluster cluster) : IClassFixture<SharedCluster>
{
    private static readonly TimeSpan LoadLimit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Without_servers_balancing_goes_on_and_with_a_leader_registration_does_too()
    {
        var mesh = await cluster.WithThreeInstancesAsync();
        await using var load = SteadyLoad.On(mesh.Balancer);

        var first = await mesh.LeaderAsync();
        await mesh.LoseAsync(first);
        await mesh.ScaleAsync(4);
        await mesh.UntilBalancedOverAsync(4);
        var second = await mesh.LeaderAsync(lost: first);
        await mesh.LoseAsync(second);
        await mesh.ScaleAsync(5);
        await mesh.UntilBalancedOverAsync(4);
        await mesh.StartAgainAsync(first);
        await mesh.StartAgainAsync(second);
        await mesh.UntilBalancedOverAsync(5);

        await load.EndWithoutFailureAsync(atLeast: 500);
    }

    [Fact]
    public async Task Without_the_agents_of_balancer_and_registrar_balancing_goes_on_and_new_agents_without_memory_learn_all_again()
    {
        var mesh = await cluster.WithThreeInstancesAsync();
        using var admin = mesh.Application.CreateHttpClient("lb-2", "admin");
        await using var load = SteadyLoad.On(mesh.Balancer);
        await using var informed = SteadyLoad.On(mesh.Application.GetEndpoint("lb-2", "http"));
        string[] lost = ["agent-lb", "agent-registrar"];
        foreach (var agent in lost)
        {
            var data = await mesh.DataOfAsync(agent);
            await mesh.LoseAsync(agent);
            Directory.Delete(data, recursive: true);
        }

        var health = "";
        await Eventually.Async(
            async () => (health = await admin.GetStringAsync("health", TestContext.Current.CancellationToken)).Contains("last resort", StringComparison.Ordinal),
            RunningMesh.Limit, "gossip tells the second balancer that the registrar's node is lost", () => health);
        await mesh.LoseAsync("web-2");
        await mesh.UntilBalancedOverAsync(2);
        foreach (var agent in lost)
        {
            await mesh.StartAgainAsync(agent);
        }

        await mesh.StartAgainAsync("web-2");
        await mesh.ScaleAsync(4);
        await mesh.UntilBalancedOverAsync(4);
        await load.EndWithoutFailureAsync(atLeast: 200);
        await informed.EndWithoutFailureAsync(atLeast: 200);
    }

    [Fact]
    public async Task Of_50_000_requests_to_two_balancers_none_fails_while_an_instance_a_server_and_one_of_two_registrars_die()
    {
        var mesh = await cluster.WithThreeInstancesAsync();
        await mesh.StartAgainAsync(ClusteredMesh.OtherRegistrar);
        await mesh.UntilBalancedOverAsync(4);

        // Not all that the machine can do: Consul's servers must hear of each other each second, or no leader lasts.
        var otherBalancer = mesh.Application.GetEndpoint("lb-2", "http");
        await using var first = SteadyLoad.On(mesh.Balancer, perSecond: 1250);
        await using var second = SteadyLoad.On(otherBalancer, perSecond: 1250);
        int Requests() => first.Count + second.Count;

        await Eventually.Async(() => Requests() > 5_000, LoadLimit, "the load runs");
        await mesh.LoseAsync("web-2");
        await mesh.LoseAsync("registrar");
        await mesh.LoseAsync(await mesh.LeaderAsync());
        await Eventually.Async(() => Requests() > 25_000, LoadLimit, "the load goes on", () => Requests());
        await mesh.StartAgainAsync("registrar");
        await mesh.StartAgainAsync("web-2");
        await mesh.UntilBalancedOverAsync(4);
        await BalancedInstances.UntilThereAreAsync(4, otherBalancer);
        await Eventually.Async(async () => (await mesh.PassingAsync()).Count == 4, LoadLimit, "with a leader Consul lists all four");
        await Eventually.Async(() => Requests() > 50_000, LoadLimit, "the load reaches 50,000 requests", () => Requests());

        await first.EndWithoutFailureAsync(atLeast: 10_000);
        await second.EndWithoutFailureAsync(atLeast: 10_000);
        await mesh.StopAsync(ClusteredMesh.OtherRegistrar);
    }
}
