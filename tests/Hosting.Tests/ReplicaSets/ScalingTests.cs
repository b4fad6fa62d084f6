using System.Diagnostics;
using System.Globalization;
using Mesh.Tests.Kit;

namespace Mesh.Hosting.Tests.ReplicaSets;

/// <summary>Replica sets of real processes.</summary>
public sealed class ScalingTests
{
    [Fact]
    public async Task A_set_grows_and_shrinks_while_it_runs()
    {
        await using var app = await StartAsync(replicas: 1, max: 3);
        await app.UntilHealthyAsync("web");

        var up = await app.ScaleAsync("web", "3");
        Assert.True(up.Success, up.Message);
        Assert.Matches(@"^web: 1 → 3 instances, all healthy after \d+\.\d s$", up.Message);
        await app.UntilHealthyAsync("web");

        var down = await app.ScaleAsync("web", "1");
        Assert.True(down.Success, down.Message);
        Assert.Matches(@"^web: 3 → 1 instance, 2 stopped after \d+\.\d s$", down.Message);
        Assert.Equal(["Running", "Finished", "Finished"], new[] { "web-1", "web-2", "web-3" }.Select(app.StateOf));
    }

    [Fact]
    public async Task A_crashed_instance_shows_in_the_set_and_comes_back_by_scaling_to_the_same_number()
    {
        await using var app = await StartAsync(replicas: 2, max: 2);
        await app.UntilHealthyAsync("web");
        Kill(app, "web-2");
        await Eventually.Async(
            () => app.StateOf("web")!.StartsWith("1 of 2 healthy: web-2 Finished", StringComparison.Ordinal),
            TestApplication.Patience, "the set names the crashed instance", () => app.StateOf("web"));

        var result = await app.ScaleAsync("web", "2");
        Assert.True(result.Success, result.Message);
        await app.UntilHealthyAsync("web");
    }

    [Fact]
    public async Task An_instance_that_does_not_come_up_is_reported_with_its_end()
    {
        await using var app = await StartAsync(replicas: 1, max: 2, "--ReplicaSets:ReadyTimeout=00:00:20");
        await app.UntilHealthyAsync("web");
        using var taken = Occupy(app, "web-2");

        var result = await app.ScaleAsync("web", "2");
        Assert.False(result.Success);
        Assert.Matches(@"^web: 1 → 2 instances, but after \d+\.\d s not all healthy: web-2 Finished \(\d+\)$", result.Message);
    }

    [Fact]
    public async Task An_instance_that_takes_too_long_is_reported_too()
    {
        var builder = TestApplication.CreateBuilder("--ReplicaSets:ReadyTimeout=00:00:01");
        builder.AddReplicaSet<Projects.SimpleWeb>("web", replicas: 1, max: 2).WithInstances(web => web.WithHttpHealthCheck("/no-such-path"));
        await using var app = await builder.StartAsync();
        await Eventually.Async(() => app.StateOf("web-1") == "Running", TestApplication.Patience, "the instance runs", () => app.StateOf("web-1"));

        var result = await app.ScaleAsync("web", "2");
        Assert.False(result.Success);
        Assert.Contains("not all healthy: web-1 Running, Unhealthy; web-2 ", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_set_comes_back_by_start()
    {
        await using var app = await StartAsync(replicas: 2, max: 3);
        await app.UntilHealthyAsync("web");
        var stop = await app.ResourceCommands.ExecuteCommandAsync("web", KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);
        Assert.True(stop.Success, stop.Message);
        Assert.Equal(["Finished", "Finished"], new[] { "web-1", "web-2" }.Select(app.StateOf));

        var start = await app.ResourceCommands.ExecuteCommandAsync("web", KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);
        Assert.True(start.Success, start.Message);
        Assert.Equal(["Running", "Running", "NotStarted"], new[] { "web-1", "web-2", "web-3" }.Select(app.StateOf));
    }

    [Fact]
    public async Task Of_two_requests_at_once_the_last_wins_and_the_first_says_so()
    {
        await using var app = await StartAsync(replicas: 1, max: 3);
        await app.UntilHealthyAsync("web");
        var first = app.ScaleAsync("web", "3");
        await Eventually.Async(() => app.StateOf("web-3") != "NotStarted", TestApplication.Patience, "the first request is under way", () => app.StateOf("web-3"));
        var second = await app.ScaleAsync("web", "2");

        Assert.Equal("web: gave way to a later request for 2 instances before it had 3 instances.", (await first).Message);
        Assert.True(second.Success, second.Message);
        await app.UntilHealthyAsync("web");
        Assert.Equal(["Running", "Running", "Finished"], new[] { "web-1", "web-2", "web-3" }.Select(app.StateOf));
    }

    [Fact]
    public async Task A_request_does_not_overtake_a_start_that_does_not_show_yet()
    {
        var (reached, mayStart) = (new TaskCompletionSource(), new TaskCompletionSource());
        var builder = TestApplication.CreateBuilder();
        builder.AddReplicaSet<Projects.SimpleWeb>("web", replicas: 1, max: 2);
        builder.Eventing.Subscribe<BeforeResourceStartedEvent>((start, _) =>
        {
            if (start.Resource.Name != "web-2")
            {
                return Task.CompletedTask;
            }

            reached.TrySetResult();
            return mayStart.Task;
        });
        await using var app = await builder.StartAsync();
        await app.UntilHealthyAsync("web");
        var first = app.ScaleAsync("web", "2");
        await reached.Task.WaitAsync(TestApplication.Patience, TestContext.Current.CancellationToken);
        var second = app.ScaleAsync("web", "1");
        Assert.False((await first).Success);
        mayStart.SetResult();

        Assert.True((await second).Success, (await second).Message);
        Assert.Equal("Finished", app.StateOf("web-2"));
    }

    private static Task<DistributedApplication> StartAsync(int replicas, int max, params string[] args)
    {
        var builder = TestApplication.CreateBuilder(args);
        builder.AddReplicaSet<Projects.SimpleWeb>("web", replicas, max);
        return builder.StartAsync();
    }

    private static void Kill(DistributedApplication app, string instance)
    {
        Assert.True(app.ResourceNotifications.TryGetCurrentState(instance, out var change));
        var pid = change.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value;
        using var process = Process.GetProcessById(Convert.ToInt32(pid, CultureInfo.InvariantCulture));
        process.Kill();
    }

    private static System.Net.Sockets.TcpListener Occupy(DistributedApplication app, string instance)
    {
        var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, app.GetEndpoint(instance, "http").Port);
        listener.Start();
        return listener;
    }
}
