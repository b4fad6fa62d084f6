using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Mesh.Engine.Tests.Orchestration;

public sealed class StopOrderTests
{
    [Fact]
    public void Those_that_wait_for_others_are_stopped_before_them()
    {
        var builder = DistributedApplication.CreateBuilder();
        var registry = builder.AddExecutable("registry", "x", "/");
        var web = builder.AddExecutable("web", "x", "/");
        var registrar = builder.AddExecutable("registrar", "x", "/").WaitFor(registry);
        var balancer = builder.AddExecutable("balancer", "x", "/").WaitFor(registrar);

        var waves = StopOrder.Of(builder.Resources).Select(wave => wave.Select(resource => resource.Name));

        Assert.Equal([["balancer"], ["registrar"], ["registry", "web"]], waves);
    }

    [Fact]
    public void A_circle_of_references_does_not_hang()
    {
        var builder = DistributedApplication.CreateBuilder();
        var one = builder.AddExecutable("one", "x", "/");
        var two = builder.AddExecutable("two", "x", "/").WithReferenceRelationship(one.Resource);
        one.WithReferenceRelationship(two.Resource);

        Assert.Equal(2, StopOrder.Of(builder.Resources).Sum(wave => wave.Count));
    }

    [Fact]
    public async Task A_running_application_stops_in_that_order()
    {
        const string Script = "trap 'exit 0' TERM; while :; do sleep 0.02; done";
        var app = await RunningApplication.StartAsync(builder =>
        {
            var below = builder.AddExecutable("below", "/bin/sh", "/", "-c", Script);
            builder.AddExecutable("above", "/bin/sh", "/", "-c", Script).WaitFor(below);
        });
        await app.UntilAsync("above", KnownResourceStates.Running);
        var ended = new List<string>();
        var notifications = app.Application.ResourceNotifications;
        var watching = WatchAsync();

        await app.DisposeAsync();
        await watching;

        Assert.Equal(["above Stopping", "above Finished", "below Stopping", "below Finished"], ended.Distinct());

        async Task WatchAsync()
        {
            await foreach (var change in notifications.WatchAsync(TestContext.Current.CancellationToken))
            {
                if (change.Snapshot.State?.Text is "Stopping" or "Finished")
                {
                    ended.Add($"{change.Resource.Name} {change.Snapshot.State.Text}");
                }
            }
        }
    }
}
