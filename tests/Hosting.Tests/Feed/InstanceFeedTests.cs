using System.Net.ServerSentEvents;
using System.Text.Json;
using Mesh.Hosting.Feed;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Hosting.Tests.Feed;

public sealed class InstanceFeedTests
{
    private static readonly (string, string) Urls = ("ASPNETCORE_URLS", "http://localhost:5001");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly InstanceBoard _board;

    public InstanceFeedTests() => _board = new(_time);

    [Fact]
    public async Task A_snapshot_of_all_instances_comes_first()
    {
        _board.Apply(Change.Of(Change.Web, "web-1", "Running", Urls, ("SERVICE_NAME", "web")));
        await using var reader = Read();
        var first = await NextAsync(reader);

        Assert.Equal("snapshot", first.EventType);
        var instance = Assert.Single(JsonDocument.Parse(first.Data).RootElement.EnumerateArray());
        Assert.Equal(
            """{"id":"web-1","resource":"web","displayName":"web","state":"Running","health":"Healthy","sharedHealth":false,"addresses":["http://localhost:5001"],"environment":{"SERVICE_NAME":"web"},"changedAt":"2026-11-23T12:00:00+00:00"}""",
            instance.GetRawText());
    }

    [Fact]
    public async Task Then_comes_what_changes()
    {
        await using var reader = Read();
        Assert.Equal("[]", (await NextAsync(reader)).Data);

        _board.Apply(Change.Of(Change.Web, "web-1", "Running", Urls));
        var upsert = await NextAsync(reader);
        Assert.Equal("upsert", upsert.EventType);
        Assert.Contains("\"state\":\"Running\"", upsert.Data, StringComparison.Ordinal);

        _board.Apply(Change.Of(Change.Web, "web-1", "Running", Urls).With(snapshot => snapshot with { IsHidden = true }));
        var remove = await NextAsync(reader);
        Assert.Equal(("remove", """{"id":"web-1"}"""), (remove.EventType, remove.Data));
    }

    [Fact]
    public async Task A_change_that_no_reader_needs_is_not_sent()
    {
        var running = Change.Of(Change.Web, "web-1", "Running", Urls);
        _board.Apply(running);
        await using var reader = Read();
        await NextAsync(reader);

        var next = reader.MoveNextAsync();
        _board.Apply(running.With(snapshot => snapshot with { StartTimeStamp = DateTime.UtcNow }));
        Assert.False(next.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(7));
        _board.Apply(Change.Of(Change.Web, "web-1", "Stopping", Urls));
        Assert.True(await next);
        Assert.Contains("\"state\":\"Stopping\"", reader.Current.Data, StringComparison.Ordinal);
        Assert.Contains("\"changedAt\":\"2026-11-23T12:00:07+00:00\"", reader.Current.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_is_slow_gets_only_the_latest_of_each_instance()
    {
        var reader = Read();
        await NextAsync(reader);
        for (var i = 0; i < 1000; i++)
        {
            _board.Apply(Change.Of(Change.Web, "web-1", "Running", ("ASPNETCORE_URLS", $"http://localhost:{i}")));
        }

        Assert.Contains("http://localhost:999\"", (await NextAsync(reader)).Data, StringComparison.Ordinal);
        Assert.False(reader.MoveNextAsync().IsCompleted);
    }

    [Fact]
    public void A_resource_without_address_and_metadata_is_of_no_use_to_a_registrar()
    {
        _board.Apply(Change.Of(Change.Web, "web-1", "NotStarted"));
        Assert.Empty(_board.Instances.Current);
    }

    [Fact]
    public void A_known_instance_stays_while_its_start_leaves_it_bare()
    {
        _board.Apply(Change.Of(Change.Web, "web-1", "Running", Urls));
        _board.Apply(Change.Of(Change.Web, "web-1", ""));
        Assert.Contains("\"addresses\":[]", _board.Instances.Current["web-1"], StringComparison.Ordinal);
    }

    private IAsyncEnumerator<SseItem<string>> Read() =>
        InstanceFeed.ReadAsync(_board.Instances, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private static async Task<SseItem<string>> NextAsync(IAsyncEnumerator<SseItem<string>> reader)
    {
        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(TestApplication.Patience, TestContext.Current.CancellationToken));
        return reader.Current;
    }
}
