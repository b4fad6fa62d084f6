using Mesh.LoadBalancer.Resilience;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mesh.LoadBalancer.Tests.Resilience;

public sealed class DeadlinesTests
{
    [Fact]
    public async Task A_deadline_that_passes_just_when_the_attempt_ends_harms_nobody()
    {
        var (time, response) = (new CatchingTime(), new WatchedResponse());
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseFeature>(response);
        var deadlines = new Deadlines(new() { FirstByte = TimeSpan.FromMilliseconds(1) }, time);

        // The attempt ends while the timer's thread asks whether a response has begun.
        var running = deadlines.RunAsync(_ => response.Asked.Task, context, time.GetTimestamp());
        await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));
        response.Answer.Set();
        await running;

        Assert.Null(await time.Passed.Task);
    }

    /// <summary>Real time, and what went wrong when a timer was due: otherwise that would end the process.</summary>
    private sealed class CatchingTime : TimeProvider
    {
        public TaskCompletionSource<Exception?> Passed { get; } = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(passed => Passed.SetResult(Record.Exception(() => callback(passed))), state, dueTime, period);
    }

    private sealed class WatchedResponse : HttpResponseFeature
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim Answer { get; } = new();

        public override bool HasStarted
        {
            get
            {
                Asked.TrySetResult();
                Answer.Wait();
                return false;
            }
        }
    }
}
