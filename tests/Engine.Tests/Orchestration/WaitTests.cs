using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.Engine.Tests.Orchestration;

public sealed class WaitTests
{
    private const string Endless = "while :; do sleep 0.1; done";

    [Fact]
    public async Task A_resource_waits_until_the_other_is_healthy_and_its_ready_handlers_are_done()
    {
        var healthy = false;
        var handled = new TaskCompletionSource();
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("gate", () => Volatile.Read(ref healthy) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("closed"));
            var first = builder.AddExecutable("first", "/bin/sh", "/", "-c", Endless).WithHealthCheck("gate").OnResourceReady((_, _, _) => handled.Task);
            builder.AddExecutable("second", "/bin/sh", "/", "-c", Endless).WaitFor(first);
        });
        var unhealthy = await app.UntilAsync("first", s => s.HealthReports is [{ Status: HealthStatus.Unhealthy }], "be found unhealthy");
        await app.UntilAsync("second", KnownResourceStates.Waiting);

        Volatile.Write(ref healthy, true);
        await app.UntilAsync("first", s => s.HealthStatus == HealthStatus.Healthy, "become healthy");
        Assert.DoesNotContain("Running", app.StatesOf("second"));

        handled.SetResult();
        await app.UntilAsync("second", KnownResourceStates.Running);
        Assert.Equal("closed", unhealthy.Snapshot.HealthReports[0].Description);
    }

    [Fact]
    public async Task A_start_command_forces_a_waiting_resource_past_its_wait()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            var never = builder.AddExecutable("never", "/bin/sh", "/", "-c", Endless).WithExplicitStart();
            builder.AddExecutable("eager", "/bin/sh", "/", "-c", Endless).WaitFor(never);
        });
        await app.UntilAsync("eager", KnownResourceStates.Waiting);

        await app.Commands.ExecuteCommandAsync("eager", KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);

        await app.UntilAsync("eager", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_and_the_resource_does_not_start_later()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            var late = builder.AddExecutable("late", "/bin/sh", "/", "-c", Endless).WithExplicitStart();
            builder.AddExecutable("waiting", "/bin/sh", "/", "-c", Endless).WaitFor(late);
            builder.AddExecutable("witness", "/bin/sh", "/", "-c", Endless).WaitFor(late);
        });
        await app.UntilAsync("waiting", KnownResourceStates.Waiting);

        var stop = await app.Commands.ExecuteCommandAsync("waiting", KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);
        await app.UntilAsync("waiting", KnownResourceStates.NotStarted);
        await app.Commands.ExecuteCommandAsync("late", KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);
        await app.UntilAsync("witness", KnownResourceStates.Running);

        Assert.True(stop.Success, stop.Message);
        Assert.DoesNotContain("Running", app.StatesOf("waiting"));
    }

    [Fact]
    public async Task A_forced_start_waits_again_the_next_time()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            var never = builder.AddExecutable("never", "/bin/sh", "/", "-c", Endless).WithExplicitStart();
            builder.AddExecutable("eager", "/bin/sh", "/", "-c", Endless).WaitFor(never);
        });
        await app.UntilAsync("eager", KnownResourceStates.Waiting);
        await app.Commands.ExecuteCommandAsync("eager", KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);
        await app.UntilAsync("eager", KnownResourceStates.Running);
        await app.Commands.ExecuteCommandAsync("eager", KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);
        await app.UntilAsync("eager", KnownResourceStates.Finished);

        var start = app.Commands.ExecuteCommandAsync("eager", KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);

        await app.UntilAsync("eager", KnownResourceStates.Waiting);
        await app.Commands.ExecuteCommandAsync("eager", KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);
        Assert.False((await start).Success);
    }

    [Fact]
    public async Task A_check_that_says_no_is_asked_by_the_schedule_and_not_at_each_of_its_own_answers()
    {
        var asked = new ConcurrentQueue<long>();
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("no", () =>
            {
                asked.Enqueue(Stopwatch.GetTimestamp());
                return HealthCheckResult.Unhealthy();
            });
            builder.AddExecutable("ill", "/bin/sh", "/", "-c", Endless).WithHealthCheck("no");
        });
        await Eventually.Async(() => asked.Count >= 10, TimeSpan.FromSeconds(60), "the check is asked again and again");

        var took = Stopwatch.GetElapsedTime(asked.First(), asked.ElementAt(9));
        Assert.True(took.TotalMilliseconds >= 200, $"10 questions within {took.TotalMilliseconds} ms; the schedule takes 280 ms for them.");
    }

    [Fact]
    public async Task A_resource_starts_after_another_has_completed_with_the_expected_exit_code()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            var migration = builder.AddExecutable("migration", "/bin/sh", "/", "-c", "exit 7");
            builder.AddExecutable("after", "/bin/sh", "/", "-c", Endless).WaitForCompletion(migration, 7);
        });

        await app.UntilAsync("after", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_resource_fails_to_start_when_what_it_waits_for_completes_otherwise()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            var migration = builder.AddExecutable("migration", "/bin/sh", "/", "-c", "exit 1");
            builder.AddExecutable("after", "/bin/sh", "/", "-c", Endless).WaitForCompletion(migration);
        });

        var failed = await app.UntilAsync("after", KnownResourceStates.FailedToStart);

        Assert.Contains("exit code 1", string.Join("", await app.OutputOfAsync(failed.ResourceId)));
    }

    [Fact]
    public async Task A_check_that_nobody_registered_is_reported_as_unhealthy_with_its_name()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
            builder.AddExecutable("lost", "/bin/sh", "/", "-c", Endless).WithHealthCheck("nowhere"));

        var found = await app.UntilAsync("lost", s => s.HealthReports is [{ Status: HealthStatus.Unhealthy }], "report its check");

        Assert.Contains("nowhere", found.Snapshot.HealthReports[0].Description);
    }
}
