using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests.Containers;

/// <summary>The published file on a real engine: what the README shows under "Beyond one machine".</summary>
[Collection(ContainersCollection.Name)]
public sealed class ComposeTests(ImagesOnEngine images)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Scaled_up_and_down_all_instances_answer_at_the_balancer_and_no_request_is_lost()
    {
        ImagesOnEngine.SkipWhenMissing();
        await using var project = await ComposeProject.PublishAsync(images.Engine);
        await project.RunAsync("up", "--detach", "--scale", "web=1");
        await UntilBalancedAsync(1, project);
        var load = SteadyLoad.On(project.Balancer, requestsPerSecond: 100);

        await project.RunAsync("up", "--detach", "--scale", "web=3");
        await UntilBalancedAsync(3, project);
        await project.RunAsync("up", "--detach", "--scale", "web=1");
        await UntilBalancedAsync(1, project);

        await load.EndWithoutFailureAsync(atLeast: 500);
        await UntilAllAreHealthyAsync();
        Assert.Equal("1654", await images.Engine.RunAsync("inspect", "--format", "{{.Config.User}}", "mesh-registrar-1"));
    }

    [Fact]
    public async Task A_group_for_the_socket_that_is_not_said_is_asked_for_before_anything_starts()
    {
        ImagesOnEngine.SkipWhenMissing();
        await using var project = await ComposeProject.PublishAsync(images.Engine);
        await project.SetAsync(("DOCKER_GROUP", ""));

        var (exitCode, output) = await project.TryRunAsync("up", "--detach");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("stat -c %g /var/run/docker.sock", output, StringComparison.Ordinal);
        Assert.Equal("", await images.Engine.RunAsync("ps", "--all", "--quiet"));
    }

    private static Task UntilBalancedAsync(int instances, ComposeProject project) => BalancedInstances.UntilThereAreAsync(
        instances, project.Balancer, async () => (await project.TryRunAsync("logs", "consul", "registrar", "lb")).Output);

    private async Task UntilAllAreHealthyAsync()
    {
        var states = "";
        await Eventually.Async(
            async () => (states = await images.Engine.RunAsync("ps", "--format", "{{.Names}} {{.Status}}")).Split('\n').All(line => line.Contains("(healthy)", StringComparison.Ordinal)),
            Limit, "every container is healthy", () => states);
    }
}
