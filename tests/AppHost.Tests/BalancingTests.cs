using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Mesh.Consul;
using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests;

public sealed class BalancingTests
{
    [Fact]
    public async Task Of_400_requests_over_one_connection_each_of_four_instances_of_a_replica_set_gets_a_quarter()
    {
        await using var mesh = await RunningMesh.StartAsync();
        await mesh.ScaleAsync(4);
        await mesh.UntilBalancedOverAsync(4);

        var counts = await mesh.InstancesOfAsync("/", 400);

        Assert.Equal(4, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 99, 101));
    }

    [Fact]
    public async Task Of_400_requests_over_one_connection_each_of_four_replicas_of_a_plain_project_gets_a_quarter()
    {
        await using var mesh = await RunningMesh.StartAsync(builder => builder
            .AddProject<Projects.SimpleWeb>("api", options => options.ExcludeLaunchProfile = true)
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithReplicas(4)
            .WithEnvironment("SERVICE_TAGS", "urlprefix-/api strip=/api"));
        IReadOnlyList<ServiceInstance> passing = [];
        await Eventually.Async(
            async () => (passing = await mesh.PassingAsync("api")).Count == 4, RunningMesh.Limit, "each replica of api is registered with its own port",
            () => string.Join(", ", passing.Select(entry => entry.Service.Id)));
        var counts = new Dictionary<string, int>();
        await Eventually.Async(
            async () => (counts = await mesh.InstancesOfAsync("/api", 8)).Count == 4, RunningMesh.Limit, "all four take traffic", () => string.Join(", ", counts.Keys));

        counts = await mesh.InstancesOfAsync("/api", 400);

        Assert.Equal(4, passing.Select(entry => entry.Service.Port).Distinct().Count());
        Assert.All(counts.Keys, instance => Assert.StartsWith("api-", instance));
        Assert.All(counts.Values, count => Assert.InRange(count, 99, 101));
    }
}
