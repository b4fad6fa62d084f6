using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Engine.Tests.Orchestration;

public sealed class StartOrderTests
{
    [Fact]
    public async Task The_events_of_a_start_come_in_the_documented_order()
    {
        var events = new ConcurrentQueue<string>();
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.OnBeforeStart((_, _) => Note("before start"));
            builder.AddExecutable("one", "/bin/sh", "/", "-c", "sleep 30")
                .WithHttpEndpoint(isProxied: false)
                .WithEnvironment(context => Note("environment"))
                .WithArgs(context => Note("arguments"))
                .OnInitializeResource((_, _, _) => Note("initialize"))
                .OnResourceEndpointsAllocated((resource, _, _) => Note($"endpoints allocated {resource.GetEndpoint("http").IsAllocated}"))
                .OnBeforeResourceStarted((_, _, _) => Note("before resource started"))
                .OnResourceReady((_, _, _) => Note("ready"));
        });
        await app.UntilAsync("one", s => s.Ready is not null, "become ready");

        Assert.Equal(
            ["before start", "initialize", "endpoints allocated True", "before resource started", "environment", "arguments", "ready"], events);

        Task Note(string what)
        {
            events.Enqueue(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_handler_that_fails_before_the_start_makes_the_resource_fail_with_its_message()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("one", "/bin/sh", "/", "-c", "exit 0")
            .OnBeforeResourceStarted((_, _, _) => throw new DistributedApplicationException("The moon is in the wrong place.")));

        var failed = await app.UntilAsync("one", KnownResourceStates.FailedToStart);

        Assert.Contains("The moon is in the wrong place.", await app.OutputOfAsync(failed.ResourceId));
    }

    [Fact]
    public async Task Environment_callbacks_run_anew_at_every_start()
    {
        var starts = 0;
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("one", "/bin/sh", "/", "-c", "sleep 30")
            .WithEnvironment(context => context.EnvironmentVariables["START"] = $"{++starts}"));
        await app.UntilAsync("one", s => Start(s) == "1", "run with START=1");

        await app.Commands.ExecuteCommandAsync("one", KnownResourceCommands.RestartCommand, TestContext.Current.CancellationToken);

        await app.UntilAsync("one", s => Start(s) == "2", "run with START=2");
    }

    private static string? Start(CustomResourceSnapshot snapshot) => snapshot.EnvironmentVariables.FirstOrDefault(variable => variable.Name == "START")?.Value;
}
