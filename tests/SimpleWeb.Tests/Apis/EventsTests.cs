using System.Net.ServerSentEvents;

namespace Mesh.SimpleWeb.Tests.Apis;

public sealed class EventsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_many_events_come_as_were_asked_for_each_from_the_instance()
    {
        await using var web = await WebProcess.StartAsync();
        await using var stream = await web.Client.GetStreamAsync("/events?count=3&interval=1", Cancelled);

        var events = await SseParser.Create(stream).EnumerateAsync(Cancelled).ToListAsync(Cancelled);

        Assert.Equal(["1", "2", "3"], events.Select(item => item.EventId));
        Assert.All(events, item => Assert.Equal($"{Environment.MachineName}:{web.Id}", item.Data));
    }

    [Fact]
    public async Task A_drain_ends_the_stream_cleanly_after_the_event_under_way()
    {
        await using var web = await WebProcess.StartAsync(("Drain__Delay", "0"));
        await using var stream = await web.Client.GetStreamAsync("/events?count=1000&interval=60000", Cancelled);
        await using var events = SseParser.Create(stream).EnumerateAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await events.MoveNextAsync());

        web.Terminate();

        Assert.False(await events.MoveNextAsync());
        Assert.Equal(0, await web.WaitForExitAsync());
    }
}
