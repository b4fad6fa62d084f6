using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Engine.Tests.ApplicationModel;

public sealed class NotificationTests
{
    [Fact]
    public async Task A_watcher_first_sees_what_is_known_of_each_instance_then_changes_and_never_the_same_twice()
    {
        IResource? thing = null;
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            thing = builder.AddResource(new Thing("thing")).WithInitialState(new() { ResourceType = "Thing", Properties = [], State = "Calm" }).Resource;
        });
        var notifications = app.Application.ResourceNotifications;
        var seen = new List<string>();
        await using var watch = notifications.WatchAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await watch.MoveNextAsync());
        seen.Add(watch.Current.Snapshot.State!.Text);

        await notifications.PublishUpdateAsync(thing!, s => s with { Urls = [new("a", "http://a", false)] });
        await notifications.PublishUpdateAsync(thing!, s => s with { Urls = [new("a", "http://a", false)], State = "Calm" });
        await notifications.PublishUpdateAsync(thing!, s => s with { State = "Stormy" });
        Assert.True(await watch.MoveNextAsync());
        seen.Add(watch.Current.Snapshot.Urls[0].Url);
        Assert.True(await watch.MoveNextAsync());
        seen.Add(watch.Current.Snapshot.State!.Text);

        Assert.Equal(["Calm", "http://a", "Stormy"], seen);
    }

    [Fact]
    public void A_resource_that_runs_is_healthy_without_checks_and_as_well_as_the_worst_of_them_otherwise()
    {
        var running = new CustomResourceSnapshot { ResourceType = "x", Properties = [], State = KnownResourceStates.Running };

        Assert.Null((running with { State = KnownResourceStates.Starting }).HealthStatus);
        Assert.Equal("Healthy", running.HealthStatus.ToString());
        Assert.Equal("Unhealthy", (running with { HealthReports = [new("a", null, null, null)] }).HealthStatus.ToString());
        Assert.Equal("Degraded", (running with
        {
            HealthReports =
            [
                new("a", Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, null, null),
                new("b", Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded, null, null),
            ],
        }).HealthStatus.ToString());
    }

    private sealed class Thing(string name) : Resource(name);
}
