using Mesh.LoadBalancer.Limits;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.LoadBalancer.Tests.Limits;

public sealed class WaitingRoomTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly WaitingRoom _room;
    private int _places;

    public WaitingRoomTests() => _room = new(new() { Queue = 2, QueueTimeout = TimeSpan.FromSeconds(1) }, _time);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_waits_enters_in_order_when_room_is_made()
    {
        var (first, second) = (EnterAsync(), EnterAsync());

        Release();
        Assert.NotNull(await first.WaitAsync(TimeSpan.FromSeconds(20), Cancelled));
        Assert.False(second.IsCompleted);

        Release();
        Assert.NotNull(await second.WaitAsync(TimeSpan.FromSeconds(20), Cancelled));
        Assert.Equal(0, _room.Count);
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once()
    {
        _ = EnterAsync();
        _ = EnterAsync();

        var third = EnterAsync();

        Assert.True(third.IsCompleted);
        Assert.Null(await third);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_the_time_set()
    {
        var waiting = EnterAsync();

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await waiting.WaitAsync(TimeSpan.FromSeconds(20), Cancelled));
        Assert.Equal(0, _room.Count);
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_its_place_to_the_next()
    {
        using var gone = new CancellationTokenSource();
        var first = EnterUntilAsync(gone.Token);
        var second = EnterAsync();

        await gone.CancelAsync();
        Assert.Null(await first.WaitAsync(TimeSpan.FromSeconds(20), Cancelled));
        Release();

        Assert.NotNull(await second.WaitAsync(TimeSpan.FromSeconds(20), Cancelled));
    }

    private Task<string?> EnterAsync() => EnterUntilAsync(Cancelled);

    private Task<string?> EnterUntilAsync(CancellationToken gone) => _room.EnterAsync(TryEnter, gone);

    private string? TryEnter()
    {
        if (Interlocked.Decrement(ref _places) >= 0)
        {
            return "place";
        }

        Interlocked.Increment(ref _places);
        return null;
    }

    private void Release()
    {
        Interlocked.Increment(ref _places);
        _room.RoomWasMade();
    }
}
