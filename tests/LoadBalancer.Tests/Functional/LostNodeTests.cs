using System.Net;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>What the loss of Consul's agents does to requests while the instances beside them live: nothing.</summary>
public sealed class LostNodeTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly List<IAsyncDisposable> _started = [];
    private FaultyConsul? _consul;

    private FaultyConsul Consul => _consul!;

    public async ValueTask InitializeAsync() => _started.Add(_consul = await FaultyConsul.StartAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var started in Enumerable.Reverse(_started))
        {
            await started.DisposeAsync();
        }
    }

    [Fact]
    public async Task Instances_of_lost_nodes_get_requests_only_while_there_are_no_others()
    {
        var (one, two) = (await BackendAsync("one"), await BackendAsync("two"));
        Consul.Set("web", [], one.Port, two.Port);
        var balancer = await BalancerAsync();
        await balancer.UntilAnsweredByAsync("one", "two");

        Consul.Lose(true, one.Port);
        await balancer.UntilAnsweredByAsync("two");
        Assert.Contains("its node is lost, and there are others", await WhyAsync(balancer));

        Consul.Lose(true, two.Port);
        await balancer.UntilAnsweredByAsync("one", "two");
        Assert.Contains("as a last resort: Consul lost the nodes of all its instances", await WhyAsync(balancer));
        Assert.Contains("web: Consul lost the nodes of all its instances", (await balancer.HealthAsync()).ToString());

        Consul.Lose(false, one.Port);
        await balancer.UntilAnsweredByAsync("one");
        Assert.Equal("Healthy", (await balancer.HealthAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_agent_that_comes_back_without_its_memory_costs_no_request()
    {
        var only = await BackendAsync("only");
        Consul.Set("web", [], only.Port);
        var balancer = await BalancerAsync();
        Consul.Lose(true, only.Port);
        await Eventually.Async(async () => (await WhyAsync(balancer)).Contains("last resort", StringComparison.Ordinal), Deadline, "The loss is noticed");

        Consul.Lose(false, only.Port);
        Consul.Set("web", []);
        await Eventually.Async(
            async () => (await balancer.HealthAsync()).ToString().Contains("kept for up to", StringComparison.Ordinal), Deadline, "The empty answer is noticed");

        Assert.Equal("only", await balancer.GetAsync());
        Consul.Set("web", [], only.Port);
        await Eventually.Async(
            async () => (await balancer.HealthAsync()).GetProperty("status").GetString() == "Healthy", Deadline, "What is registered again is followed");
    }

    [Fact]
    public async Task Of_instances_of_lost_nodes_those_that_went_down_with_them_are_avoided()
    {
        using var dead = new DeadPort();
        var alive = await BackendAsync("alive");
        Consul.Set("web", [], alive.Port, dead.Port);
        Consul.Lose(true, alive.Port, dead.Port);
        var balancer = await BalancerAsync();

        await balancer.UntilAnsweredByAsync("alive");
    }

    [Fact]
    public async Task Instances_of_lost_nodes_can_be_left_out()
    {
        var only = await BackendAsync("only");
        Consul.Set("web", [], only.Port);
        var balancer = await BalancerAsync("--LoadBalancer:LostNodes=LeaveOut");

        Consul.Lose(true, only.Port);

        await UntilRefusedAsync(balancer);
    }

    private static async Task<string> WhyAsync(Balancer balancer) => (await balancer.ReadAsync("why?path=/")).ToString();

    private static Task UntilRefusedAsync(Balancer balancer) => Eventually.Async(
        async () => (await balancer.Client.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.ServiceUnavailable,
        Deadline, "Nobody is left");

    private async Task<Backend> BackendAsync(string name) => Track(await Backend.StartAsync(name, null, http2: false));

    private async Task<Balancer> BalancerAsync(params string[] settings) =>
        Track(await Balancer.StartAsync([$"--CONSUL_HTTP_ADDR={Consul.Address}", "--LoadBalancer:DefaultService=web", .. settings], untilReady: false));

    private T Track<T>(T started)
        where T : IAsyncDisposable
    {
        _started.Add(started);
        return started;
    }
}
