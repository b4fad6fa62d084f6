using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Tests.Functional;

/// <summary>Consul gone, emptied or out of its mind.</summary>
public sealed class ConsulFaultTests
{
    private const string Both = "fault-host:a-1:5000 Passing, fault-host:a-2:5001 Passing";

    [Fact]
    public async Task A_Consul_killed_and_restarted_empty_is_filled_again_within_seconds_and_a_late_one_when_it_comes()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var server = await ConsulServer.StartAsync();
        using var consul = Mesh.Consul.ConsulClient.Create(new() { Address = server.Address.ToString() });
        await server.KillAsync();
        await using var feed = await FakeFeed.StartAsync(Instance("a-1", 5000), Instance("a-2", 5001));
        await using var registrar = RegistrarProcess.Start("fault-host", feed.Url, server.Address);
        await registrar.SaysAsync("Nothing listens at");
        Assert.StartsWith("503 Unhealthy\nNothing listens at", await registrar.HealthAsync(), StringComparison.Ordinal);

        await server.RestartAsync();
        await consul.HoldsAsync("fault", Both, registrar);
        await registrar.IsAsync("200 Healthy");

        await server.KillAsync();
        await registrar.IsAsync("200 Degraded\nNothing listens at");
        await server.RestartAsync();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await consul.HoldsAsync("fault", Both, registrar);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        await registrar.SaysAsync("Consul answers again", times: 2);
        await registrar.SaysAsync("and Consul had lost it", times: 2);

        // A question that was under way when Consul was killed may have a line of its own.
        Assert.InRange(registrar.Count("What is registered stays as it is"), 2, 3);
    }

    [Theory]
    [InlineData(500, "rpc error: no such luck", "Consul says: rpc error: no such luck")]
    [InlineData(500, "No cluster leader", "has no leader at the moment")]
    [InlineData(429, "Your IP is issuing too many concurrent connections", "takes no more requests")]
    [InlineData(403, "Permission denied", "it needs service:")]
    [InlineData(200, "<html>garbage</html>", "does not answer as Consul does")]
    public async Task A_Consul_that_answers_nonsense_is_reported_once_and_used_again_when_it_recovers(int status, string body, string message)
    {
        await using var consul = await FakeConsul.StartAsync(status, body);
        await using var feed = await FakeFeed.StartAsync(Instance("a-1", 5000));
        await using var registrar = RegistrarProcess.Start("nonsense-host", feed.Url, consul.Address);

        await registrar.SaysAsync(message);
        await Eventually.Async(() => consul.Asked > 10, TimeSpan.FromSeconds(60), "it should keep trying", () => consul.Asked);
        Assert.Equal(1, registrar.Count(message));
        consul.Recover();

        await registrar.SaysAsync("Consul answers again");
        await Eventually.Async(() => consul.Registered > 0, TimeSpan.FromSeconds(60), "it should register then", () => registrar.Output);
    }

    [Fact]
    public async Task SIGTERM_without_Consul_ends_in_time_and_says_what_is_left()
    {
        await using var consul = await FakeConsul.StartAsync(500, "down");
        await using var feed = await FakeFeed.StartAsync(Instance("a-1", 5000));
        await using var registrar = RegistrarProcess.Start("stuck-host", feed.Url, consul.Address, arguments: "--Registrar:StopTimeout=00:00:00.5");
        await registrar.SaysAsync("Consul says: down");

        Assert.Equal(0, await registrar.TerminateAsync());
        Assert.Equal(1, registrar.Count("with entries of stuck-host left in Consul"));
    }

    private static Instance Instance(string id, int port) => Sample.Instance(id, port, variables: "SERVICE_NAME=fault");
}
