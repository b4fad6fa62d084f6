using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Tests.Hosting;
using Microsoft.Playwright;

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>A dashboard, and windows of a browser that are logged in to it.</summary>
internal sealed class OpenDashboard(RunningDashboard dashboard, Chromium chromium, bool isShared) : IAsyncDisposable
{
    private readonly List<IPage> _windows = [];

    public ITelemetryStore Telemetry => dashboard.Application.Telemetry;

    /// <summary>Opens a page in a window of its own.</summary>
    /// <param name="path">The page.</param>
    /// <param name="before">What is done with the window before anything is opened in it.</param>
    public async Task<IPage> PageAsync(string path, Action<IPage>? before = null)
    {
        var page = await StrangerAsync();
        before?.Invoke(page);
        await page.GotoAsync($"{dashboard.Application.LoginUrl}&returnUrl={Uri.EscapeDataString(path)}");
        await UntilAliveAsync(page);
        return page;
    }

    /// <summary>A window of its own that nobody has logged in.</summary>
    public async Task<IPage> StrangerAsync()
    {
        var page = await chromium.OpenAsync();
        _windows.Add(page);
        return page;
    }

    /// <summary>Goes on to another page.</summary>
    public async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(AddressOf(path));
        await UntilAliveAsync(page);
    }

    /// <summary>The address of a page.</summary>
    public string AddressOf(string path) => new Uri(dashboard.Application.Url, path).ToString();

    /// <summary>Waits until the page follows what is done with it.</summary>
    public static Task UntilAliveAsync(IPage page) => page.Locator(".shell[data-interactive]").WaitForAsync();

    /// <summary>Ends the dashboard while its pages are open.</summary>
    public ValueTask EndAsync() => dashboard.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var window in _windows)
        {
            await window.Context.CloseAsync();
        }

        if (!isShared)
        {
            await dashboard.DisposeAsync();
        }
    }
}
