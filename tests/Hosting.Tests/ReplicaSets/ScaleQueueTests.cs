using Mesh.Hosting.ReplicaSets;

namespace Mesh.Hosting.Tests.ReplicaSets;

public sealed class ScaleQueueTests
{
    private readonly ScaleQueue _queue = new();

    [Fact]
    public async Task A_later_request_takes_over_and_the_one_before_says_so()
    {
        var started = new TaskCompletionSource();
        var first = RunAsync("8 instances", async token =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        });
        await started.Task;
        var second = RunAsync("5 instances", _ => Task.CompletedTask);

        Assert.Equal("gave way to 5 instances", (await first).Message);
        Assert.True((await second).Success);
    }

    [Fact]
    public async Task Of_several_requests_only_the_last_is_carried_out_next()
    {
        var go = new TaskCompletionSource();
        var first = RunAsync("1 instance", _ => go.Task);
        var second = RunAsync("2 instances", _ => throw new InvalidOperationException("must not run"));
        var third = RunAsync("3 instances", _ => Task.CompletedTask);
        go.SetResult();

        Assert.Equal("gave way to 3 instances", (await second).Message);
        Assert.True((await first).Success);
        Assert.True((await third).Success);
    }

    [Fact]
    public async Task Requests_never_overlap()
    {
        var running = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => RunAsync($"{i}", async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
        })));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_request_that_failed_does_not_block_the_next()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync("1 instance", _ => throw new InvalidOperationException("broken")));
        Assert.True((await RunAsync("2 instances", _ => Task.CompletedTask)).Success);
    }

    private Task<ExecuteCommandResult> RunAsync(string goal, Func<CancellationToken, Task> work) => _queue.RunAsync(
        goal,
        async token =>
        {
            await work(token);
            return CommandResults.Success();
        },
        later => CommandResults.Failure($"gave way to {later}"),
        TestContext.Current.CancellationToken);
}
