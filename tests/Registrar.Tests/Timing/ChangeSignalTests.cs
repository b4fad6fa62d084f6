using Mesh.Registrar.Timing;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Registrar.Tests.Timing;

public sealed class ChangeSignalTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _time = new();
    private readonly ChangeSignal _signal;

    public ChangeSignalTests() => _signal = new(_time);

    [Fact]
    public async Task Several_changes_before_a_wait_are_one_and_the_first_gives_the_time()
    {
        var first = _time.GetTimestamp();
        _signal.Set();
        _time.Advance(TimeSpan.FromMilliseconds(10));
        _signal.Set();

        Assert.Equal(first, await _signal.WaitAsync(Limit, TestContext.Current.CancellationToken));
        var next = _signal.WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.False(next.IsCompleted);
        _time.Advance(Limit);
        Assert.Null(await next);
    }

    [Fact]
    public async Task A_change_during_a_wait_ends_it()
    {
        var waiting = _signal.WaitAsync(Limit, TestContext.Current.CancellationToken);
        _signal.Set();

        Assert.NotNull(await waiting);
    }

    [Fact]
    public async Task A_change_after_a_wait_that_ran_out_is_not_lost()
    {
        var waiting = _signal.WaitAsync(Limit, TestContext.Current.CancellationToken);
        _time.Advance(Limit);
        Assert.Null(await waiting);

        _signal.Set();

        Assert.NotNull(await _signal.WaitAsync(Limit, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cancelling_ends_a_wait()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = _signal.WaitAsync(Limit, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
