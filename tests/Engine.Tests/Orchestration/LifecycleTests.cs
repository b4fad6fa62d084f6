using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Engine.Tests.Orchestration;

public sealed class LifecycleTests
{
    private const string Patient = "trap 'echo asked; exit 0' TERM; echo ready; while :; do sleep 0.02; done";

    [Fact]
    public async Task A_program_runs_ends_and_tells_its_exit_code()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("hello", "/bin/sh", "/", "-c", "echo hello; exit 3"));

        var ended = await app.UntilAsync("hello", KnownResourceStates.Finished);

        Assert.Equal(3, ended.Snapshot.ExitCode);
        Assert.Equal(["hello"], await app.OutputOfAsync(ended.ResourceId));
        Assert.Equal(["NotStarted", "Starting", "Running", "Finished"], await app.StatesUntilAsync("hello", "Finished"));
    }

    [Fact]
    public async Task An_instance_is_known_by_its_resource_and_eight_lowercase_letters_and_keeps_its_id_over_a_restart()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("patient", "/bin/sh", "/", "-c", Patient));
        var first = await app.UntilAsync("patient", KnownResourceStates.Running);

        await app.Commands.ExecuteCommandAsync("patient", KnownResourceCommands.RestartCommand, TestContext.Current.CancellationToken);
        var second = await app.UntilAsync("patient", KnownResourceStates.Running);

        Assert.Matches("^patient-[a-z]{8}$", first.ResourceId);
        Assert.Equal(first.ResourceId, second.ResourceId);
        Assert.NotEqual(ProcessOf(first), ProcessOf(second));
    }

    [Fact]
    public async Task A_stop_asks_with_SIGTERM_and_ends_as_finished_with_exit_code_0()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("patient", "/bin/sh", "/", "-c", Patient));
        var running = await app.UntilAsync("patient", KnownResourceStates.Running);
        await Kit("the trap is set", async () => (await app.OutputOfAsync(running.ResourceId)).Contains("ready"));

        var result = await app.Commands.ExecuteCommandAsync("patient", KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);

        var ended = await app.UntilAsync("patient", KnownResourceStates.Finished);
        Assert.True(result.Success, result.Message);
        Assert.Equal(0, ended.Snapshot.ExitCode);
        Assert.Contains("asked", await app.OutputOfAsync(ended.ResourceId));
        Assert.Equal(["NotStarted", "Starting", "Running", "Stopping", "Finished"], await app.StatesUntilAsync("patient", "Finished"));
    }

    [Fact]
    public async Task A_stop_of_what_has_ended_succeeds_and_does_nothing()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("short", "/bin/sh", "/", "-c", "exit 0"));
        await app.UntilAsync("short", KnownResourceStates.Finished);

        var result = await app.Commands.ExecuteCommandAsync("short", KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);

        Assert.True(result.Success, result.Message);
        Assert.DoesNotContain("Stopping", await app.StatesUntilAsync("short", "Finished"));
    }

    [Fact]
    public async Task What_was_killed_shows_128_and_the_signal_at_once_and_can_be_started_again()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("patient", "/bin/sh", "/", "-c", Patient));
        var running = await app.UntilAsync("patient", KnownResourceStates.Running);

        System.Diagnostics.Process.GetProcessById(ProcessOf(running)).Kill();
        var killed = await app.UntilAsync("patient", KnownResourceStates.Finished);
        var result = await app.Commands.ExecuteCommandAsync(killed.ResourceId, KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);

        Assert.Equal(137, killed.Snapshot.ExitCode);
        Assert.True(result.Success, result.Message);
        Assert.Null((await app.UntilAsync("patient", KnownResourceStates.Running)).Snapshot.ExitCode);
    }

    [Fact]
    public async Task A_program_that_is_missing_fails_to_start_and_the_log_names_it()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("missing", "no-such-program", "/"));

        var failed = await app.UntilAsync("missing", KnownResourceStates.FailedToStart);

        Assert.Contains("no-such-program", string.Join("", await app.OutputOfAsync(failed.ResourceId)));
    }

    [Fact]
    public async Task A_resource_with_an_explicit_start_waits_for_its_start_command()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("later", "/bin/sh", "/", "-c", Patient).WithExplicitStart());
        await app.UntilAsync("later", KnownResourceStates.NotStarted);

        var result = await app.Commands.ExecuteCommandAsync("later", KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);

        Assert.True(result.Success, result.Message);
        await app.UntilAsync("later", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_handler_of_the_end_may_start_the_resource_again()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("phoenix", "/bin/sh", "/", "-c", Patient)
            .OnResourceStopped((resource, stopped, cancellationToken) =>
                ((ResourceCommandService)stopped.Services.GetService(typeof(ResourceCommandService))!)
                .ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, CancellationToken.None)));
        var first = ProcessOf(await app.UntilAsync("phoenix", KnownResourceStates.Running));

        var stop = await app.Commands.ExecuteCommandAsync("phoenix", KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);
        var second = await app.UntilAsync("phoenix", s => s.State?.Text == KnownResourceStates.Running && ProcessOf(s) != first, "run as another process");

        Assert.True(stop.Success, stop.Message);
        Assert.NotEqual(first, ProcessOf(second));
    }

    [Fact]
    public async Task Disposing_the_application_ends_every_process()
    {
        var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("patient", "/bin/sh", "/", "-c", Patient));
        var process = ProcessOf(await app.UntilAsync("patient", KnownResourceStates.Running));

        await app.DisposeAsync();

        Assert.Throws<ArgumentException>(() => System.Diagnostics.Process.GetProcessById(process));
    }

    private static Task Kit(string because, Func<Task<bool>> condition) => Eventually.Async(condition, TimeSpan.FromSeconds(60), because);

    private static int ProcessOf(ResourceEvent instance) => ProcessOf(instance.Snapshot);

    private static int ProcessOf(CustomResourceSnapshot snapshot) =>
        int.Parse((string)snapshot.Properties.Single(property => property.Name == "executable.pid").Value!);
}
