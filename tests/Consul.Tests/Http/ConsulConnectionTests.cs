using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Consul.Tests.Http;

public sealed class ConsulConnectionTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silent_peer_is_noticed_when_the_time_limit_is_over()
    {
        await using var fake = await FakeConsul.StartAsync(HangAsync);
        using var client = fake.CreateClient(new() { Timeout = TimeSpan.FromSeconds(10) }, _time);
        var asked = client.Status.LeaderAsync(_cancelled);
        await EventuallyAskedAsync(fake);

        _time.Advance(TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<ConsulException>(() => asked.WaitAsync(Soon, _cancelled));
        Assert.Equal(ConsulFailure.TimedOut, failure.Failure);
        Assert.Contains("GET /v1/status/leader within 10 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocking_query_may_take_its_wait_and_a_sixteenth_of_it_longer()
    {
        await using var fake = await FakeConsul.StartAsync(HangAsync);
        using var client = fake.CreateClient(new() { Timeout = TimeSpan.FromSeconds(10) }, _time);
        var asked = client.Health.ServiceAsync("web", options: new() { Index = 7, Wait = TimeSpan.FromSeconds(160) }, cancellationToken: _cancelled);
        await EventuallyAskedAsync(fake);

        _time.Advance(TimeSpan.FromSeconds(160 + 10 + 10));

        var failure = await Assert.ThrowsAsync<ConsulException>(() => asked.WaitAsync(Soon, _cancelled));
        Assert.Equal(ConsulFailure.TimedOut, failure.Failure);
        Assert.Contains("within 180 s", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["GET /v1/health/service/web?index=7&wait=160s"], fake.Requests);
    }

    [Fact]
    public async Task A_host_that_does_not_take_the_connection_is_noticed_long_before_a_blocking_query_would_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux leaves a connection without an answer when the queue is full: run this test there");
        using var full = new FullPeer();
        using var client = ConsulClient.Create(new() { Address = full.Address, Timeout = TimeSpan.FromMilliseconds(300) });

        var failure = await Assert.ThrowsAsync<ConsulException>(() =>
            client.Health.ServiceAsync("web", options: new() { Index = 7 }, cancellationToken: _cancelled).WaitAsync(Soon, _cancelled));

        Assert.Equal(ConsulFailure.TimedOut, failure.Failure);
        Assert.Contains("within 0.3 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_a_blocking_query_at_once_and_is_no_failure_of_Consul()
    {
        await using var fake = await FakeConsul.StartAsync(HangAsync);
        using var client = fake.CreateClient(timeProvider: _time);
        using var stop = new CancellationTokenSource();
        var asked = client.Health.ServiceAsync("web", options: new() { Index = 7 }, cancellationToken: stop.Token);
        await EventuallyAskedAsync(fake);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(Soon, _cancelled));
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_of_an_answer_is_lost()
    {
        await using var fake = await FakeConsul.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("[{\"Node\":");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var client = fake.CreateClient();

        var failure = await Assert.ThrowsAsync<ConsulException>(() => client.Health.ServiceAsync("web", cancellationToken: _cancelled));

        Assert.Equal(ConsulFailure.ConnectionLost, failure.Failure);
    }

    [Fact]
    public async Task A_blocking_query_whose_connection_ends_without_an_answer_is_not_sent_again()
    {
        using var peer = new ClosingPeer();
        using var client = ConsulClient.Create(new() { Address = peer.Address });

        var failure = await Assert.ThrowsAsync<ConsulException>(() =>
            client.Health.ServiceAsync("web", options: new() { Index = 7 }, cancellationToken: _cancelled));

        Assert.Equal(ConsulFailure.ConnectionLost, failure.Failure);
        Assert.Equal(1, peer.Connections);
    }

    [Fact]
    public async Task Requests_one_after_the_other_share_a_connection()
    {
        HashSet<string> connections = [];
        await using var fake = await FakeConsul.StartAsync(context =>
        {
            connections.Add(context.Connection.Id);
            return FakeConsul.AnswerAsync(context, StatusCodes.Status200OK, "\"127.0.0.1:8300\"");
        });
        using var client = fake.CreateClient();

        for (var i = 0; i < 20; i++)
        {
            await client.Status.LeaderAsync(_cancelled);
        }

        Assert.Single(connections);
    }

    [Fact]
    public async Task What_the_headers_say_of_an_answer_is_passed_on()
    {
        await using var fake = await FakeConsul.StartAsync(context =>
        {
            context.Response.Headers["X-Consul-KnownLeader"] = "false";
            context.Response.Headers["X-Consul-LastContact"] = "1500";
            context.Response.Headers["X-Consul-Results-Filtered-By-ACLs"] = "true";
            return FakeConsul.AnswerAsync(context, StatusCodes.Status200OK, "[]", index: ulong.MaxValue);
        });
        using var client = fake.CreateClient();

        var result = await client.Health.ServiceAsync("web", cancellationToken: _cancelled);

        Assert.Equal(ulong.MaxValue, result.Index);
        Assert.Equal(TimeSpan.FromMilliseconds(1500), result.LastContact);
        Assert.Equal((false, true), (result.KnownLeader, result.FilteredByAcl));
    }

    [Fact]
    public async Task Every_option_of_a_query_reaches_Consul()
    {
        await using var fake = await FakeConsul.StartAsync(200, "[]");
        using var client = fake.CreateClient();
        var options = new QueryOptions
        {
            Index = 3,
            Wait = TimeSpan.FromMilliseconds(1500),
            Consistency = Consistency.Stale,
            Datacenter = "dc 2",
            Filter = "Service.Port == 80",
            Near = "_agent",
        };

        await client.Health.ServiceAsync("a/b", passing: true, tag: "t&t", options, _cancelled);

        const string query = "passing&tag=t%26t&dc=dc%202&filter=Service.Port%20%3D%3D%2080&near=_agent&stale&index=3&wait=1500ms";
        Assert.Equal([$"GET /v1/health/service/a%2Fb?{query}"], fake.Requests);
    }

    private static Task HangAsync(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    private static Task EventuallyAskedAsync(FakeConsul fake) => Eventually.Async(() => !fake.Requests.IsEmpty, Soon, "The client sends its request");
}
