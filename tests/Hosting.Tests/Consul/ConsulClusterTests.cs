using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Mesh.Tests.Kit;

namespace Mesh.Hosting.Tests.Consul;

/// <summary>A cluster of real servers with an agent.</summary>
public sealed class ConsulClusterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_loss_of_the_leader_and_of_most_servers_loses_nothing()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        var builder = TestApplication.CreateBuilder();
        var consul = builder.AddConsul("consul").WithServers(3);
        builder.AddConsulAgent("agent", consul);
        await using var app = await builder.StartAsync();
        await app.UntilHealthyAsync("agent");
        using var agent = app.CreateHttpClient("agent");
        await WriteAsync(agent, "one");

        var leader = await LeaderAsync(app, agent);
        Kill(app, leader);
        await WriteAsync(agent, "two");

        var second = await LeaderAsync(app, agent);
        Kill(app, second);
        await Eventually.Async(async () => !(await TryWriteAsync(agent, "three")), TestApplication.Patience, "one of three servers cannot write");
        await StartAsync(app, leader);
        await StartAsync(app, second);
        await WriteAsync(agent, "four");
        Assert.Equal(["four", "one", "two"], (await KeysAsync(agent)).Where(key => key != "three"));
    }

    [Fact]
    public async Task A_server_that_is_lost_keeps_its_vote_until_it_comes_back()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        var builder = TestApplication.CreateBuilder();
        builder.AddConsul("consul").WithServers(3);
        await using var app = await builder.StartAsync();
        await app.UntilHealthyAsync("consul");
        using var consul = app.CreateHttpClient("consul");

        using var autopilot = JsonDocument.Parse(await consul.GetStringAsync("v1/operator/autopilot/configuration", Cancellation));

        Assert.False(autopilot.RootElement.GetProperty("CleanupDeadServers").GetBoolean());
    }

    [Fact]
    public async Task Each_agent_has_an_address_of_its_own_and_joins_with_it()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere loopback has one address: run this on Linux");
        var builder = TestApplication.CreateBuilder();
        var consul = builder.AddConsul("consul").WithServers(3);
        builder.AddConsulAgent("agent-1", consul);
        builder.AddConsulAgent("agent-2", consul);
        await using var app = await builder.StartAsync();
        await app.UntilHealthyAsync("agent-1");
        await app.UntilHealthyAsync("agent-2");

        Assert.All(new[] { "http", "server", "gossip" }, endpoint => Assert.Equal("127.0.0.3", app.GetEndpoint("agent-2", endpoint).Host));
        using var agent = app.CreateHttpClient("agent-1");
        Assert.Equal("127.0.0.2", agent.BaseAddress!.Host);
        var members = Array.Empty<Member>();
        await Eventually.Async(
            async () => (members = (await agent.GetFromJsonAsync<Member[]>("v1/agent/members", Cancellation))!).Length == 5,
            TestApplication.Patience,
            "the agent knows all five members");
        Assert.Equal(
            [("agent-1", "127.0.0.2"), ("agent-2", "127.0.0.3"), ("consul", "127.0.0.1"), ("consul-2", "127.0.0.1"), ("consul-3", "127.0.0.1")],
            members.Select(member => (member.Name, member.Addr)).Order());
    }

    [Fact]
    public void Only_an_odd_number_of_servers_makes_sense()
    {
        var consul = TestApplication.CreateBuilder("--operation", "publish").AddConsul("consul");
        Assert.All(new[] { 1, 2, 4, 9 }, servers => Assert.Throws<ArgumentOutOfRangeException>(() => consul.WithServers(servers)));
    }

    [Fact]
    public void An_agent_needs_a_cluster_to_join()
    {
        var builder = TestApplication.CreateBuilder("--operation", "publish");
        var consul = builder.AddConsul("consul");
        var message = Assert.Throws<DistributedApplicationException>(() => builder.AddConsulAgent("agent", consul)).Message;
        Assert.Equal("'consul' is a Consul of its own. Call WithServers on it before 'agent' joins.", message);
    }

    [Fact]
    public void Published_servers_have_a_volume_each()
    {
        var builder = TestApplication.CreateBuilder("--operation", "publish");
        builder.AddConsul("consul").WithServers(3);
        Assert.Equal(
            ["consul-data", "consul-2-data", "consul-3-data"],
            builder.Resources.SelectMany(resource => resource.Annotations.OfType<ContainerMountAnnotation>()).Select(mount => mount.Source!));
    }

    private static async Task<string> LeaderAsync(DistributedApplication app, HttpClient agent)
    {
        var leader = "";
        await Eventually.Async(
            async () => (leader = (await agent.GetStringAsync("v1/status/leader", Cancellation)).Trim('"')).Length > 0, TestApplication.Patience, "there is a leader");
        return new[] { "consul", "consul-2", "consul-3" }.Single(server => leader == $"127.0.0.1:{app.GetEndpoint(server, "server").Port.ToString(CultureInfo.InvariantCulture)}");
    }

    private static Task WriteAsync(HttpClient agent, string key) =>
        Eventually.Async(() => TryWriteAsync(agent, key), TestApplication.Patience, $"'{key}' can be written");

    private static async Task<bool> TryWriteAsync(HttpClient agent, string key)
    {
        using var answer = await agent.PutAsync($"v1/kv/{key}", new StringContent("x"), Cancellation);
        return answer.IsSuccessStatusCode;
    }

    private static async Task<string[]> KeysAsync(HttpClient agent) => [.. (await agent.GetFromJsonAsync<string[]>("v1/kv/?keys", Cancellation))!.Order(StringComparer.Ordinal)];

    private static async Task StartAsync(DistributedApplication app, string server) =>
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(server, KnownResourceCommands.StartCommand, Cancellation)).Success);

    private static void Kill(DistributedApplication app, string resource)
    {
        Assert.True(app.ResourceNotifications.TryGetCurrentState(resource, out var change));
        var pid = change.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value;
        using var process = Process.GetProcessById(Convert.ToInt32(pid, CultureInfo.InvariantCulture));
        process.Kill();
        process.WaitForExit();
    }

    private sealed record Member(string Name, string Addr);
}
