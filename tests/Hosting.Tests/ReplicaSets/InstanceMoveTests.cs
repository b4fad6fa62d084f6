using Mesh.Hosting.Feed;
using Mesh.Hosting.ReplicaSets;
using Mesh.Hosting.Tests.Feed;

namespace Mesh.Hosting.Tests.ReplicaSets;

/// <summary>Moves of an instance whose commands are only counted: the tests say when notifications show what came of them.</summary>
public sealed class InstanceMoveTests : IAsyncLifetime
{
    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly ProjectResource _instance = new("web-1");
    private readonly Board<ResourceEvent> _resources = new();
    private readonly GivenCommands _given = new();
    private readonly List<string> _commands = [];
    private DistributedApplication? _app;

    public async ValueTask InitializeAsync()
    {
        var builder = TestApplication.CreateBuilder();
        var instance = builder.AddResource(_instance);
        foreach (var name in new[] { KnownResourceCommands.StartCommand, KnownResourceCommands.StopCommand })
        {
            instance.WithCommand(name, name, _ =>
            {
                _commands.Add(name);
                return Task.FromResult(CommandResults.Success());
            });
        }

        _app = await builder.BuildAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

    [Fact]
    public async Task A_stop_waits_until_an_answered_start_shows()
    {
        Show(KnownResourceStates.NotStarted);
        var up = Move().UpAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["start"], _commands);

        var down = Move().DownAsync(TestContext.Current.CancellationToken);
        Assert.False(down.IsCompleted);
        Show(KnownResourceStates.Running);
        Assert.Null(await up.WaitAsync(TestApplication.Patience, TestContext.Current.CancellationToken));
        await Mesh.Tests.Kit.Eventually.Async(() => _commands.Count == 2, TestApplication.Patience, "the instance is told to stop", () => string.Join(" ", _commands));
        Show(KnownResourceStates.Finished);

        Assert.Null(await down.WaitAsync(TestApplication.Patience, TestContext.Current.CancellationToken));
        Assert.Equal(["start", "stop"], _commands);
    }

    [Fact]
    public async Task A_start_waits_until_an_answered_stop_shows()
    {
        Show(KnownResourceStates.Running);
        var down = Move().DownAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["stop"], _commands);

        var up = Move().UpAsync(TestContext.Current.CancellationToken);
        Assert.False(up.IsCompleted);
        Show(KnownResourceStates.Finished);
        Assert.Null(await down.WaitAsync(TestApplication.Patience, TestContext.Current.CancellationToken));
        await Mesh.Tests.Kit.Eventually.Async(() => _commands.Count == 2, TestApplication.Patience, "the instance is told to start", () => string.Join(" ", _commands));
        Show(KnownResourceStates.Running);

        Assert.Null(await up.WaitAsync(TestApplication.Patience, TestContext.Current.CancellationToken));
        Assert.Equal(["stop", "start"], _commands);
    }

    [Fact]
    public async Task A_start_whose_whole_run_was_over_before_anybody_looked_is_reported_with_its_end()
    {
        Show(KnownResourceStates.Finished, exitCode: 1, at: Noon);
        var up = Move().UpAsync(TestContext.Current.CancellationToken);
        Show(KnownResourceStates.Finished, exitCode: 1, at: Noon.AddSeconds(1));

        Assert.Equal("web-1 Finished (1)", await up.WaitAsync(TestApplication.Patience, TestContext.Current.CancellationToken));
    }

    private InstanceMove Move() => new(_instance, _app!.ResourceCommands, _given, _resources, CancellationToken.None);

    private void Show(string state, int? exitCode = null, DateTime? at = null) => _resources.Set(
        "web-1", new(_instance, "web-1", Change.Snapshot(state) with { ExitCode = exitCode, StopTimeStamp = at }));
}
