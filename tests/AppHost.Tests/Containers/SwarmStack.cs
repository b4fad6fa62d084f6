using System.Security.Cryptography;
using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests.Containers;

/// <summary>The stack file of <c>eng/</c> on a swarm of one node, set up as the documentation says.</summary>
internal sealed class SwarmStack : IAsyncDisposable
{
    private const string Name = "mesh";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly DockerDaemon _engine;
    private readonly string _management = Token();

    private SwarmStack(DockerDaemon engine) => _engine = engine;

    /// <summary>The balancer as the node publishes it.</summary>
    public Uri Balancer => new($"http://{_engine.Address}:8080");

    /// <summary>Makes the swarm and its secrets, deploys the stack, and makes the tokens that the secrets name.</summary>
    public static async Task<SwarmStack> DeployAsync(DockerDaemon engine)
    {
        var stack = new SwarmStack(engine);
        await engine.RunAsync("swarm", "init", "--advertise-addr", "127.0.0.1");
        await engine.RunAsync("node", "update", "--label-add", "consul=server", await engine.RunAsync("node", "ls", "--quiet"));
        var (agent, registrar, balancer) = (Token(), Token(), Token());
        await stack.SecretAsync("consul-gossip", $"encrypt = \"{Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))}\"");
        await stack.SecretAsync("consul-management", $"acl {{ tokens {{ {ConsulServer.ManagementWord} = \"{stack._management}\" }} }}");

        // What an agent learned of a token, such as that there is none yet, it believes for 30 s unless told otherwise.
        await stack.SecretAsync("consul-agent", $"acl {{ token_ttl = \"1s\" tokens {{ agent = \"{agent}\" }} }}");
        await stack.SecretAsync("registrar-token", registrar);
        await stack.SecretAsync("lb-token", balancer);

        var variables = new Dictionary<string, string>
        {
            ["DOCKER_HOST"] = engine.Host,
            ["DOCKER_GROUP"] = ImagesOnEngine.SocketGroup,
            ["CONSUL_SERVERS"] = "1",
            ["WEB_REPLICAS"] = "1",
            ["LB_REPLICAS"] = "1",
        };
        var (exitCode, output) = await Shell.RunAsync(
            ["docker", "stack", "deploy", "--compose-file", Path.Combine(ImagesOnEngine.Repository, "eng", "stack.yaml"), Name], variables);
        Assert.True(exitCode == 0, output);
        await stack.GrantAsync("agent", agent, """node_prefix "" { policy = "write" } service_prefix "" { policy = "read" }""");
        await stack.GrantAsync("registrar", registrar, """service_prefix "" { policy = "write" } node_prefix "" { policy = "read" }""");
        await stack.GrantAsync("balancer", balancer, """service_prefix "" { policy = "read" } node_prefix "" { policy = "read" }""");
        return stack;
    }

    public Task ScaleAsync(int instances) => _engine.RunAsync("service", "scale", "--detach", $"{Name}_web={instances}");

    /// <summary>What the stack's services print.</summary>
    public async Task<string> LogsAsync()
    {
        var logs = new List<string> { await _engine.RunAsync("stack", "ps", "--no-trunc", Name) };
        foreach (var service in new[] { "consul-server", "consul", "registrar", "lb" })
        {
            logs.Add((await _engine.TryRunAsync("service", "logs", "--raw", "--tail", "30", $"{Name}_{service}")).Output);
        }

        return string.Join("\n", logs);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.TryRunAsync("swarm", "leave", "--force");
        foreach (var container in (await _engine.RunAsync("ps", "--all", "--quiet")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            await _engine.TryRunAsync("rm", "--force", container);
        }
    }

    private static string Token() => Guid.NewGuid().ToString();

    private async Task SecretAsync(string name, string content)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        await _engine.RunAsync("secret", "create", name, file);
        File.Delete(file);
    }

    private async Task GrantAsync(string name, string token, string rules)
    {
        await ConsulAsync("acl", "policy", "create", "-name", name, "-rules", rules);
        await ConsulAsync("acl", "token", "create", "-secret", token, "-policy-name", name);
    }

    // Again and again: until there is a server and it has become the leader.
    private async Task ConsulAsync(params string[] arguments)
    {
        var last = "";
        await Eventually.Async(
            async () =>
            {
                var server = await _engine.RunAsync("ps", "--quiet", "--filter", $"name={Name}_consul-server");
                (var exitCode, last) = await _engine.TryRunAsync(["exec", "--env", $"CONSUL_HTTP_TOKEN={_management}", server, "consul", .. arguments]);
                return exitCode == 0;
            },
            Limit, $"consul {string.Join(' ', arguments[..3])} is answered", () => last);
    }
}
