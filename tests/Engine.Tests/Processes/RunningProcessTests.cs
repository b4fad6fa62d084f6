using System.Diagnostics;
using Aspire.Hosting.Processes;

namespace Mesh.Engine.Tests.Processes;

public sealed class RunningProcessTests
{
    [Fact]
    public async Task Everything_written_is_delivered_before_the_completion()
    {
        await using Shell shell = Shell.Run("i=0; while [ $i -lt 1000 ]; do i=$((i+1)); echo \"line $i\"; echo \"error $i\" >&2; done; printf last; exit 3");

        Assert.Equal(3, await shell.ExitCodeAsync());
        Assert.Equal(Enumerable.Range(1, 1000).Select(i => $"error {i}"), shell.Errors);
        Assert.Equal([.. Enumerable.Range(1, 1000).Select(i => $"line {i}"), "last"], shell.Lines.Except(shell.Errors));
    }

    [Fact]
    public async Task A_kill_from_outside_is_noticed_at_once_as_137()
    {
        await using Shell shell = Shell.Run("echo ready; exec sleep 60");
        await shell.LineAsync("ready");

        long start = Stopwatch.GetTimestamp();
        Process.GetProcessById(int.Parse(shell.Instance.Id)).Kill();

        Assert.Equal(137, await shell.ExitCodeAsync());
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_stop_sends_one_SIGTERM_and_waits_for_the_end()
    {
        await using Shell shell = Shell.Run(
            "trap 'echo asked; asked=1' TERM; echo ready; while [ -z $asked ]; do sleep 0.02; done; sleep 0.3; echo bye; exit 4");
        await shell.LineAsync("ready");

        Task<StopOutcome> first = shell.StopAsync();
        Task<StopOutcome> second = shell.StopAsync();

        Assert.Equal([StopOutcome.Stopped, StopOutcome.Stopped], await Task.WhenAll(first, second));
        Assert.Equal(4, await shell.Instance.Completion);
        Assert.Equal(["ready", "asked", "bye"], shell.Lines);
    }

    [Fact]
    public async Task A_process_that_ignores_SIGTERM_is_killed_after_its_grace()
    {
        await using Shell shell = Shell.Run("trap '' TERM; echo ready; sleep 60 & wait");
        await shell.LineAsync("ready");

        Assert.Equal(StopOutcome.Killed, await shell.StopAsync(graceSeconds: 0.2));
        Assert.Equal(137, await shell.Instance.Completion);
    }

    [Fact]
    public async Task Stopping_what_has_ended_changes_nothing()
    {
        await using Shell shell = Shell.Run("exit 5");
        await shell.ExitCodeAsync();

        Assert.Equal(StopOutcome.Stopped, await shell.StopAsync());
        Assert.Equal(5, await shell.Instance.Completion);
    }

    [Theory]
    [InlineData("")]
    [InlineData("trap '' TERM; ")]
    public async Task Grandchildren_end_with_their_parent(string trap)
    {
        await using Shell shell = Shell.Run($"{trap}sleep 61 & sleep 62 & echo \"ready $!\"; wait");
        string grandchild = await shell.LineAsync("ready ");

        await shell.StopAsync(graceSeconds: 0.2);

        Assert.False(ProcessTable.Runs(grandchild));
    }

    [Fact]
    public async Task Grandchildren_of_a_crashed_parent_are_asked_to_end()
    {
        await using Shell shell = Shell.Run("sh -c 'trap \"echo asked; exit\" TERM; echo ready $$; while :; do sleep 0.02; done' & wait");
        string grandchild = await shell.LineAsync("ready ");

        Process.GetProcessById(int.Parse(shell.Instance.Id)).Kill();

        Assert.Equal(137, await shell.ExitCodeAsync());
        await Eventually.Async(() => !ProcessTable.Runs(grandchild), TimeSpan.FromSeconds(30), $"the grandchild {grandchild} ends");
        Assert.Contains("asked", shell.Lines);
    }

    [Fact]
    public async Task A_daemon_that_keeps_the_output_open_delays_the_completion_for_a_second_at_most()
    {
        await using Shell shell = Shell.Run("setsid sh -c 'echo ready $$; exec sleep 63' & wait");
        string daemon = await shell.LineAsync("ready ");
        try
        {
            Process.GetProcessById(int.Parse(shell.Instance.Id)).Kill();
            Assert.Equal(137, await shell.Instance.Completion.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            Assert.True(ProcessTable.Runs(daemon), "the daemon should have outlived the test's process, or nothing is tested");
        }
        finally
        {
            Process.GetProcessById(int.Parse(daemon)).Kill();
        }
    }

    [Fact]
    public async Task Disposing_kills_what_still_runs()
    {
        Shell shell = Shell.Run("echo ready; sleep 64");
        await shell.LineAsync("ready");

        await shell.DisposeAsync();
        await shell.DisposeAsync();

        Assert.Equal(137, await shell.Instance.Completion);
    }
}
