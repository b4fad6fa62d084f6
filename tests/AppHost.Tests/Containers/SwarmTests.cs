using Mesh.Tests.Kit.Load;
namespace Mesh.AppHost.Tests.Containers;

/// <summary>The stack file on a real swarm: ACLs on, gossip encrypted, and no port of Consul open to anybody.</summary>
[Collection(ContainersCollection.Name)]
public sealed class SwarmTests(ImagesOnEngine images)
{
    [Fact]
    public async Task Scaled_up_and_down_all_instances_answer_at_the_balancer_and_no_request_is_lost()
    {
        ImagesOnEngine.SkipWhenMissing();
        await using var stack = await SwarmStack.DeployAsync(images.Engine);
        await BalancedInstances.UntilThereAreAsync(1, stack.Balancer, stack.LogsAsync);
        var load = SteadyLoad.On(stack.Balancer, perSecond: 100);

        await stack.ScaleAsync(5);
        await BalancedInstances.UntilThereAreAsync(5, stack.Balancer, stack.LogsAsync);
        await stack.ScaleAsync(1);
        await BalancedInstances.UntilThereAreAsync(1, stack.Balancer, stack.LogsAsync);

        await load.EndWithoutFailureAsync(atLeast: 500);
        Assert.DoesNotContain(":8500->", await images.Engine.RunAsync("ps", "--format", "{{.Ports}}"), StringComparison.Ordinal);
    }
}
