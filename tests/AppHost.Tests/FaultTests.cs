using Aspire.Hosting.ApplicationModel;
using Mesh.Tests.Kit.Load;
using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests;

[Collection(SharedMeshCollection.Name)]
public sealed class FaultTests(SharedMesh shared)
{
    [Fact]
    public async Task A_killed_instance_costs_no_request_leaves_Consul_and_can_be_started_again()
    {
        var mesh = await shared.WithThreeInstancesAsync();
        await using var load = SteadyLoad.On(mesh.Balancer);
        await Eventually.Async(() => load.Count > 100, RunningMesh.Limit, "the load runs");

        await mesh.KillAsync("web-2");
        var ended = await mesh.StateOfAsync("web-2", KnownResourceStates.Finished);
        await Eventually.Async(async () => (await mesh.PassingAsync()).Count == 2, RunningMesh.Limit, "the registrar takes the dead instance out of Consul");
        await mesh.StartAgainAsync("web-2");
        await mesh.UntilBalancedOverAsync(3);

        Assert.Equal(137, ended.Snapshot.ExitCode);
        await load.EndWithoutFailureAsync(atLeast: 200);
    }

    [Fact]
    public async Task Consul_killed_and_restarted_empty_costs_no_request_and_is_filled_again()
    {
        var mesh = await shared.WithThreeInstancesAsync();
        await using var load = SteadyLoad.On(mesh.Balancer);

        await mesh.KillAsync("consul");
        await mesh.StateOfAsync("consul", KnownResourceStates.Finished);
        await mesh.StartAgainAsync("consul");
        await mesh.Application.ResourceNotifications.WaitForResourceHealthyAsync("consul", TestContext.Current.CancellationToken).WaitAsync(RunningMesh.Limit, TestContext.Current.CancellationToken);
        await Eventually.Async(async () => (await mesh.PassingAsync()).Count == 3, RunningMesh.Limit, "the registrar registers its instances again");
        await mesh.ScaleAsync(4);
        await mesh.UntilBalancedOverAsync(4);

        await load.EndWithoutFailureAsync(atLeast: 200);
    }

    [Theory]
    [InlineData("registrar")]
    [InlineData("lb")]
    public async Task A_killed_registrar_or_balancer_can_be_started_again_and_the_mesh_is_as_before(string resource)
    {
        var mesh = await shared.WithThreeInstancesAsync();

        await mesh.KillAsync(resource);
        await mesh.StateOfAsync(resource, KnownResourceStates.Finished);
        await mesh.StartAgainAsync(resource);

        await mesh.UntilBalancedOverAsync(3);
        await mesh.ScaleAsync(1);
        await mesh.UntilBalancedOverAsync(1);
    }
}
