using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Tests.Functional;

/// <summary>A feed that goes away, comes back, refuses or speaks nonsense.</summary>
public sealed class FeedFaultTests(ConsulFixture fixture)
{
    private const string First = "feed-host:a-1:5000 Passing";

    [Fact]
    public async Task A_lost_feed_leaves_everything_as_it_is_and_a_new_snapshot_brings_what_was_missed()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var feed = await FakeFeed.StartAsync(Instance("a-1", 5000));
        await using var registrar = RegistrarProcess.Start("feed-host", feed.Url, fixture.Address);
        await fixture.Client.HoldsAsync("feed", First, registrar);

        feed.CutConnections();
        await registrar.SaysAsync("it ended the connection");
        await Eventually.Async(() => feed.Connections == 2, TimeSpan.FromSeconds(60), "it should connect again", () => registrar.Output);
        await feed.CloseAsync();
        await registrar.SaysAsync("cannot be followed");
        await registrar.IsAsync("200 Degraded\nThe AppHost's feed at");
        feed.Remove("a-1");
        feed.Upsert(Instance("a-2", 5001));
        Assert.Equal(First, await fixture.Client.EntriesAsync("feed"));
        await feed.OpenAsync();

        await fixture.Client.HoldsAsync("feed", "feed-host:a-2:5001 Passing", registrar);
        await registrar.IsAsync("200 Healthy");
    }

    [Fact]
    public async Task A_wrong_token_is_said_clearly_and_once_and_no_token_is_ever_printed()
    {
        await using var consul = await FakeConsul.StartAsync(200, "{}");
        await using var feed = await FakeFeed.StartAsync(Instance("a-1", 5000));
        await using var registrar = RegistrarProcess.Start(
            "token-host", feed.Url, consul.Address, "wrong-secret-77", "--Logging:LogLevel:Default=Trace");

        await registrar.SaysAsync("it refuses the token (401): set MESH_FEED_TOKEN");
        await Eventually.Async(() => feed.Refusals >= 3, TimeSpan.FromSeconds(60), "it should keep trying");

        Assert.Equal(1, registrar.Count("refuses the token"));
        Assert.DoesNotContain("secret", registrar.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_that_cannot_be_read_is_left_out_and_a_stream_that_cannot_is_opened_again()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var feed = await FakeFeed.StartAsync();
        await using var registrar = RegistrarProcess.Start("garbage-host", feed.Url, fixture.Address);
        await Eventually.Async(() => feed.Connections == 1, TimeSpan.FromSeconds(60), "it should connect", () => registrar.Output);

        feed.SendRaw("upsert", """{"id":"bad-1","resource":null}""");
        feed.SendRaw("news", "of another kind");
        feed.Upsert(Instance("a-1", 5000) with { Resource = "garbage", Environment = new Dictionary<string, string>() });
        await fixture.Client.HoldsAsync("garbage", "garbage-host:a-1:5000 Passing", registrar);
        await registrar.SaysAsync("Instance bad-1 of the feed cannot be read");
        Assert.Equal(1, feed.Connections);

        feed.SendRaw("upsert", "{ broken");
        await registrar.SaysAsync("its 'upsert' cannot be read");
        await Eventually.Async(() => feed.Connections == 2, TimeSpan.FromSeconds(60), "it should connect again", () => registrar.Output);
        Assert.Equal("garbage-host:a-1:5000 Passing", await fixture.Client.EntriesAsync("garbage"));
    }

    private static Instance Instance(string id, int port) => Sample.Instance(id, port, variables: "SERVICE_NAME=feed");
}
