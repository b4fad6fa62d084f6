using Mesh.Dashboard.Resources;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Tests.Browser;
using Mesh.Dashboard.Tests.Hosting;
using Mesh.Dashboard.Tests.Samples;

[assembly: AssemblyFixture(typeof(SharedBrowser))]

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>One browser for all tests, and one dashboard over samples for those that change nothing. Started by the first that needs them.</summary>
public sealed class SharedBrowser : IAsyncLifetime
{
    private readonly Lazy<Task<Chromium>> _chromium = new(Chromium.StartAsync);
    private readonly Lazy<Task<RunningDashboard>> _samples = new(() => FilledAsync(new SampleResources()));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The browser.</summary>
    internal Task<Chromium> StartedAsync()
    {
        Assert.SkipWhen(Chromium.IsMissing, Chromium.SkipReason);
        return _chromium.Value;
    }

    /// <summary>The dashboard over samples that others look at, too.</summary>
    internal async Task<OpenDashboard> OpenAsync()
    {
        var chromium = await StartedAsync();
        return new(await _samples.Value, chromium, isShared: true);
    }

    /// <summary>A dashboard over samples of one's own.</summary>
    internal async Task<OpenDashboard> OpenAsync(SampleResources resources)
    {
        var chromium = await StartedAsync();
        return new(await FilledAsync(resources), chromium, isShared: false);
    }

    /// <summary>A dashboard of one's own to which nothing was sent.</summary>
    internal async Task<OpenDashboard> OpenEmptyAsync(IResourceSource? resources = null)
    {
        var chromium = await StartedAsync();
        return new(await RunningDashboard.StartAsync(resources: resources), chromium, isShared: false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium.IsValueCreated)
        {
            await (await _chromium.Value).DisposeAsync();
        }

        if (_samples.IsValueCreated)
        {
            await (await _samples.Value).DisposeAsync();
        }
    }

    private static async Task<RunningDashboard> FilledAsync(SampleResources resources)
    {
        var dashboard = await RunningDashboard.StartAsync(resources: resources);
        SampleTelemetry.Fill((ITelemetrySink)dashboard.Application.Telemetry);
        return dashboard;
    }
}
