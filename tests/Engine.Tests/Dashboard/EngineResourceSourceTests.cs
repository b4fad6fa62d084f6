using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Mesh.Dashboard.Resources;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Engine.Tests.Dashboard;

public sealed class EngineResourceSourceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_batch_is_the_whole_application_without_what_is_hidden()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.AddExecutable("one", "/bin/sh", "/").WithExplicitStart();
            builder.AddExecutable("two", "/bin/sh", "/").WithExplicitStart();
            builder.AddExecutable("hidden", "/bin/sh", "/").WithExplicitStart().WithInitialState(new() { ResourceType = "Executable", Properties = [], IsHidden = true });
        });
        await app.UntilAsync("two", KnownResourceStates.NotStarted);

        Assert.Equal(["one", "two"], (await FirstAsync(app)).Select(resource => resource.Name).Order());
    }

    [Fact]
    public async Task A_secret_does_not_travel_until_it_is_asked_for()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
            builder.AddExecutable("thing", "/bin/sleep", "/", "60").WithEnvironment("API_KEY", "s3cret").WithEnvironment("COLOUR", "blue"));
        await app.UntilAsync("thing", KnownResourceStates.Running);

        var thing = Assert.Single(await FirstAsync(app));

        Assert.Equal(new("API_KEY", null, true), thing.Environment.Single(value => value.Name == "API_KEY"));
        Assert.Equal(new("COLOUR", "blue"), thing.Environment.Single(value => value.Name == "COLOUR"));
        Assert.Equal("s3cret", Source(app).Reveal(thing.Id, "API_KEY"));
    }

    [Fact]
    public async Task What_is_wrong_with_an_input_is_said_of_that_input_and_the_command_does_not_run()
    {
        var ran = false;
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("thing", "/bin/sh", "/").WithExplicitStart().WithCommand(
            "set", "Set",
            context =>
            {
                ran = true;
                return Task.FromResult(CommandResults.Success($"{context.Arguments.GetInt32("n")} it is"));
            },
            new CommandOptions { Arguments = [new() { Name = "n", InputType = InputType.Number, Required = true }] }));
        var thing = (await app.UntilAsync("thing", KnownResourceStates.NotStarted)).ResourceId;

        var refused = await Source(app).ExecuteAsync(thing, "set", new Dictionary<string, string?> { ["n"] = "many" }, Cancellation);
        Assert.False(ran);
        var done = await Source(app).ExecuteAsync(thing, "set", new Dictionary<string, string?> { ["n"] = "3" }, Cancellation);

        Assert.Contains("'many' is not a number", refused.InputErrors["n"]);
        Assert.Equal((true, "3 it is"), (done.Succeeded, done.Message));
    }

    [Fact]
    public async Task Console_lines_come_with_their_time_and_stream()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("thing", "/bin/sh", "/", "-c", "echo out; echo err >&2; sleep 60"));
        var thing = (await app.UntilAsync("thing", KnownResourceStates.Running)).ResourceId;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        List<ConsoleLine> lines = [];

        await foreach (var batch in Source(app).WatchConsoleAsync(thing, enough.Token).WithCancellation(enough.Token))
        {
            lines.AddRange(batch);
            if (lines.Any(line => line.Text == "out") && lines.Any(line => line.Text == "err"))
            {
                break;
            }
        }

        Assert.False(lines.Single(line => line.Text == "out").IsError);
        Assert.True(lines.Single(line => line.Text == "err").IsError);
        Assert.All(lines, line => Assert.NotNull(line.Time));
    }

    [Fact]
    public async Task A_change_follows_the_first_batch()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("thing", "/bin/sleep", "/", "60").WithExplicitStart());
        var thing = (await app.UntilAsync("thing", KnownResourceStates.NotStarted)).ResourceId;
        var states = new List<string?>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var following = FollowAsync();

        await Eventually.Async(() => states.Count > 0, Limit, "the first batch comes");
        await app.Commands.ExecuteCommandAsync(thing, "start", Cancellation);

        await Eventually.Async(() => states.Contains("Running"), Limit, "the start is told", () => string.Join(", ", states));
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);

        async Task FollowAsync()
        {
            await foreach (var batch in Source(app).WatchAsync(enough.Token))
            {
                states.AddRange(batch.Select(resource => resource.State));
            }
        }
    }

    private static IResourceSource Source(RunningApplication app) => app.Services.GetRequiredService<IResourceSource>();

    private static async Task<IReadOnlyList<ResourceSnapshot>> FirstAsync(RunningApplication app)
    {
        await foreach (var batch in Source(app).WatchAsync(Cancellation))
        {
            return batch;
        }

        return [];
    }
}
