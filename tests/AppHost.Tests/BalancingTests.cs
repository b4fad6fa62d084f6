using Aspire.Hosting.ApplicationModel;
using Mesh.Consul;
using Mesh.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.AppHost.Tests;

[Collection(SharedMeshCollection.Name)]
public sealed class BalancingTests(SharedMesh shared)
{
    [Fact]
    public async Task Of_400_requests_over_one_connection_each_of_four_instances_of_a_replica_set_gets_a_quarter()
    {
        var mesh = await shared.WithThreeInstancesAsync();
        await mesh.ScaleAsync(4);
        await mesh.UntilBalancedOverAsync(4);

        var counts = await mesh.InstancesOfAsync("/", 400);

        Assert.Equal(4, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 99, 101));
    }

    [Fact]
    public async Task Of_400_requests_over_one_connection_each_of_four_replicas_of_a_plain_project_gets_a_quarter()
    {
        var mesh = await shared.WithThreeInstancesAsync();
        var api = mesh.Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == SharedMesh.PlainProject);
        await mesh.Application.ResourceCommands.ExecuteCommandAsync(api, KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);
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
        await mesh.Application.ResourceCommands.ExecuteCommandAsync(api, KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);
    }
}
