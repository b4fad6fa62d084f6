using Mesh.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Mesh.AppHost.Tests.Dashboard;

/// <summary>The whole mesh as a user runs it, and a browser that has opened the login link it printed. Started by the first test that needs it.</summary>
public sealed class MeshInBrowser : IAsyncLifetime
{
    private static readonly string Pictures = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    private AppHostProcess? _appHost;
    private Chromium? _chromium;
    private IPage? _page;

    /// <summary>A client of the load balancer.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>The address of the dashboard, without the token.</summary>
    public Uri Address { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens a page of the dashboard.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        Assert.SkipWhen(Chromium.IsMissing, Chromium.SkipReason);
        _page ??= await StartAsync();
        await _page.GotoAsync(new Uri(Address, path).ToString());
        await _page.Locator(".shell[data-interactive]").WaitForAsync();
        return _page;
    }

    /// <summary>A browser that nobody has logged in.</summary>
    public async Task<IPage> OpenStrangerAsync()
    {
        await OpenAsync("/");
        return await _chromium!.OpenAsync();
    }

    public static Task PhotographAsync(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}.png") });

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        if (_appHost is not null)
        {
            _appHost.Interrupt();
            await _appHost.UntilExitedAsync();
            await _appHost.DisposeAsync();
        }
    }

    private async Task<IPage> StartAsync()
    {
        // In Development applications export each second, as they do under dotnet run.
        _appHost = await AppHostProcess.StartedAsync("--environment=Development");
        Client = new() { BaseAddress = _appHost.Balancer };
        const string Introduction = "Login to the dashboard at ";
        var login = new Uri(_appHost.Output.Split('\n').Select(line => line.Trim()).First(line => line.Contains(Introduction, StringComparison.Ordinal)).Split(Introduction)[1]);
        Address = new(login, "/");
        _chromium = await Chromium.StartAsync();
        var page = await _chromium.OpenAsync();
        await page.GotoAsync(login.ToString());
        return page;
    }

    /// <summary>Sends requests through the load balancer.</summary>
    public async Task RequestAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Client.GetStringAsync("/", Cancellation);
        }
    }
}
