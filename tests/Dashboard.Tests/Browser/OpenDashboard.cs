using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Tests.Hosting;
using Mesh.Dashboard.Tests.Samples;
using Microsoft.Playwright;

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>A dashboard over samples, and a browser that is logged in.</summary>
internal sealed class OpenDashboard(RunningDashboard dashboard, Chromium chromium) : IAsyncDisposable
{
    public ITelemetryStore Telemetry => dashboard.Application.Telemetry;

    public static async Task<OpenDashboard> StartAsync(SampleResources? resources = null)
    {
        Assert.SkipWhen(Chromium.IsMissing, Chromium.SkipReason);
        var dashboard = await RunningDashboard.StartAsync(resources: resources ?? new());
        SampleTelemetry.Fill((ITelemetrySink)dashboard.Application.Telemetry);
        return new(dashboard, await Chromium.StartAsync());
    }

    /// <summary>Opens a page in a window of its own.</summary>
    /// <param name="path">The page.</param>
    /// <param name="before">What is done with the window before anything is opened in it.</param>
    public async Task<IPage> PageAsync(string path, Action<IPage>? before = null)
    {
        var page = await chromium.OpenAsync();
        before?.Invoke(page);
        await page.GotoAsync(dashboard.Application.LoginUrl.ToString());
        await GoAsync(page, path);
        return page;
    }

    /// <summary>Goes on to another page.</summary>
    public async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(new Uri(dashboard.Application.Url, path).ToString());
        await UntilAliveAsync(page);
    }

    /// <summary>Waits until the page follows what is done with it.</summary>
    public static Task UntilAliveAsync(IPage page) => page.Locator(".shell[data-interactive]").WaitForAsync();

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        await dashboard.DisposeAsync();
    }
}
