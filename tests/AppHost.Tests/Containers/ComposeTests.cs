using Mesh.Tests.Kit.Load;
using System.Security.Cryptography;
using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests.Containers;

/// <summary>The published file on a real engine: what the README shows under "Beyond one machine".</summary>
[Collection(ContainersCollection.Name)]
public sealed class ComposeTests(ImagesOnEngine images)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Scaled_up_and_down_all_instances_answer_at_the_balancer_and_no_request_is_lost()
    {
        ImagesOnEngine.SkipWhenMissing();
        await using var project = await ComposeProject.PublishAsync(images.Engine);
        await project.RunAsync("up", "--detach", "--scale", "web=1");
        await UntilBalancedAsync(1, project);
        var load = SteadyLoad.On(project.Balancer, perSecond: 100);

        await project.RunAsync("up", "--detach", "--scale", "web=5");
        await UntilBalancedAsync(5, project);
        await project.RunAsync("up", "--detach", "--scale", "web=1");
        await UntilBalancedAsync(1, project);

        await load.EndWithoutFailureAsync(atLeast: 500);
        await UntilAllAreHealthyAsync();
        Assert.Equal("1654", await images.Engine.RunAsync("inspect", "--format", "{{.Config.User}}", "mesh-registrar-1"));
    }

    [Fact]
    public async Task Secured_it_works_with_tokens_that_no_file_log_or_inspection_of_a_container_tells()
    {
        ImagesOnEngine.SkipWhenMissing();
        await using var project = await ComposeProject.PublishAsync(images.Engine, SecuredModel.PublishAsync);
        // The image of the tests has the Consul that there is.
        await project.EditAsync(file => file.Replace("initial_management", ConsulServer.ManagementWord, StringComparison.Ordinal));
        var (management, register, discover) = (Token(), Token(), Token());
        (string Name, string Value)[] secrets =
        [
            ("CONSUL_MANAGEMENT_TOKEN", management), ("CONSUL_AGENT_TOKEN", Token()), ("CONSUL_REGISTER_TOKEN", register), ("CONSUL_DISCOVER_TOKEN", discover),
            ("CONSUL_GOSSIP_KEY", Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))),
        ];
        await project.SetAsync(secrets);
        await project.RunAsync("up", "--detach", "--scale", "web=1");
        await GrantAsync("mesh-register", register, "service_prefix \"\" { policy = \"write\" }");
        await GrantAsync("mesh-discover", discover, "service_prefix \"\" { policy = \"read\" } node_prefix \"\" { policy = \"read\" }");

        await UntilBalancedAsync(1, project);

        var containers = (await images.Engine.RunAsync("ps", "--quiet")).Split('\n');
        var told = await images.Engine.RunAsync(["inspect", .. containers]) + await project.RunAsync("logs")
            + await File.ReadAllTextAsync(Path.Combine(project.Folder, "docker-compose.yaml"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(secrets, secret => told.Contains(secret.Value, StringComparison.Ordinal));

        static string Token() => Guid.NewGuid().ToString();

        async Task GrantAsync(string name, string token, string rules)
        {
            await ConsulAsync("policy", "create", "-name", name, "-rules", rules);
            await ConsulAsync("token", "create", "-policy-name", name, "-secret", token);
        }

        // Again and again: until there is a leader.
        async Task ConsulAsync(params string[] command)
        {
            var last = "";
            await Eventually.Async(
                async () =>
                {
                    (var exitCode, last) = await project.TryRunAsync(["exec", "--no-TTY", "--env", $"CONSUL_HTTP_TOKEN={management}", "consul", "consul", "acl", .. command]);
                    return exitCode == 0;
                },
                Limit, $"consul acl {string.Join(' ', command[..2])} is answered", () => last);
        }
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
