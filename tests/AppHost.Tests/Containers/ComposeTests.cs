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
        await UntilBalancedOverAsync(1, project);
        var load = SteadyLoad.On(project.Balancer, requestsPerSecond: 100);

        await project.RunAsync("up", "--detach", "--scale", "web=3");
        await UntilBalancedOverAsync(3, project);
        await project.RunAsync("up", "--detach", "--scale", "web=1");
        await UntilBalancedOverAsync(1, project);

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

    // Each instance in turn gets a request, so that twice as many requests as instances meet all of them.
    private static async Task UntilBalancedOverAsync(int instances, ComposeProject project)
    {
        string[] seen = [];
        try
        {
            await Eventually.Async(
                async () => (seen = [.. (await AskAsync(project.Balancer, instances * 2)).Distinct()]).Length == instances,
                Limit, $"{instances} instances answer at the balancer", () => string.Join(", ", seen));
        }
        catch (TimeoutException e)
        {
            Assert.Fail($"{e.Message}\n{(await project.TryRunAsync("ps", "--all")).Output}\n{(await project.TryRunAsync("logs", "consul", "registrar", "lb")).Output}");
        }
    }

    private static async Task<IReadOnlyList<string>> AskAsync(Uri balancer, int times)
    {
        await using var connection = await RawConnection.OpenAsync(balancer);
        var instances = new List<string>();
        for (var request = 0; request < times; request++)
        {
            var answer = await connection.GetAsync("/");
            Assert.Equal(200, answer.Status);
            instances.Add(answer.Instance);
        }

        return instances;
    }

    private async Task UntilAllAreHealthyAsync()
    {
        var states = "";
        await Eventually.Async(
            async () => (states = await images.Engine.RunAsync("ps", "--format", "{{.Names}} {{.Status}}")).Split('\n').All(line => line.Contains("(healthy)", StringComparison.Ordinal)),
            Limit, "every container is healthy", () => states);
    }
}
