using System.Net;
using Mesh.Consul;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>What a Consul with access control does to the balancer.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private const string Rules = """service_prefix "" { policy = "read" } node_prefix "" { policy = "read" }""";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TestFolder _folder = new();
    private readonly List<IAsyncDisposable> _started = [];
    private GuardedConsul _consul = null!;
    private IConsulClient _manager = null!;
    private Backend _only = null!;

    private string TokenFile => _folder.File("token");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        _consul = await GuardedConsul.StartAsync();
        _manager = ConsulClient.Create(new() { Address = _consul.Server.Address.ToString(), Token = _consul.Management });
        _only = await Backend.StartAsync("only", null, http2: false);
        await _manager.Agent.RegisterServiceAsync(new() { Name = "web", Address = "127.0.0.1", Port = _only.Port });
        await Eventually.Async(
            async () => (await _manager.Health.ServiceAsync("web")).Value.Count == 1, Deadline, "The agent should enter the service into the catalogue");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var started in Enumerable.Reverse(_started))
        {
            await started.DisposeAsync();
        }

        _manager?.Dispose();
        await (_only?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_consul?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    [Fact]
    public async Task A_wrong_token_is_named_a_right_one_in_its_file_works_at_once_and_a_revoked_one_costs_no_request()
    {
        var wrong = Guid.NewGuid().ToString();
        await WriteAsync(wrong);
        var balancer = await BalancerAsync();
        var health = await UntilHealthAsync(balancer, "is none that Consul knows: wrong, expired or deleted");
        Assert.DoesNotContain(wrong, health);
        using (var answer = await balancer.Admin.GetAsync("health", TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }

        var first = await _consul.AddTokenAsync(Rules);
        await WriteAsync(first);
        await UntilHealthAsync(balancer, "\"Healthy\"");
        Assert.Equal("only", await balancer.GetAsync());

        await _consul.RevokeAsync(first);
        await ChangeAsync("a");
        await UntilHealthAsync(balancer, "\"Degraded\"");
        Assert.Equal("only", await balancer.GetAsync());

        await WriteAsync(await _consul.AddTokenAsync(Rules));
        await UntilHealthAsync(balancer, "\"Healthy\"");
        Assert.Equal("only", await balancer.GetAsync());
    }

    [Theory]
    [InlineData("", "Consul shows no service at all")]
    [InlineData("""service_prefix "" { policy = "read" }""", "the token lacks node:read")]
    public async Task A_token_that_may_read_too_little_is_named_although_Consul_answers_with_success(string rules, string reason)
    {
        await WriteAsync(await _consul.AddTokenAsync(rules));

        var balancer = await BalancerAsync();

        await UntilHealthAsync(balancer, reason);
    }

    [Fact]
    public async Task A_token_that_loses_its_rights_costs_no_request()
    {
        var token = await _consul.AddTokenAsync(Rules);
        await WriteAsync(token);
        var balancer = await BalancerAsync();
        await UntilHealthAsync(balancer, "\"Healthy\"");

        await _consul.WeakenAsync(token);
        await ChangeAsync("a");
        await UntilHealthAsync(balancer, "Consul shows no service at all");

        Assert.Equal("only", await balancer.GetAsync());
    }

    private Task WriteAsync(string token) => File.WriteAllTextAsync(TokenFile, token, TestContext.Current.CancellationToken);

    // Answers the questions that wait: Consul looks at a token when it is asked something.
    private Task ChangeAsync(string tag) =>
        _manager.Agent.RegisterServiceAsync(new() { Name = "web", Address = "127.0.0.1", Port = _only.Port, Tags = [tag] });

    private static async Task<string> UntilHealthAsync(Balancer balancer, string text)
    {
        var last = "";
        await Eventually.Async(
            async () => (last = (await balancer.HealthAsync()).ToString()).Contains(text, StringComparison.Ordinal), Deadline, $"Health should say {text}", () => last);
        return last;
    }

    private async Task<Balancer> BalancerAsync()
    {
        var balancer = await Balancer.StartAsync(
            [$"--CONSUL_HTTP_ADDR={_consul.Server.Address}", $"--CONSUL_HTTP_TOKEN_FILE={TokenFile}", "--LoadBalancer:DefaultService=web"], untilReady: false);
        _started.Add(balancer);
        return balancer;
    }
}
