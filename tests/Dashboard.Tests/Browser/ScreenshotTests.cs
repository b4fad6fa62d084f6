using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Logs;
using Mesh.Dashboard.Tests.Hosting;
using Mesh.Dashboard.Tests.Samples;
using Microsoft.Playwright;

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>Writes a picture of every page into <c>screenshots/</c> beside the tests: they are meant to be looked at.</summary>
public sealed class ScreenshotTests
{
    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    /// <summary>Where the picture of that name goes.</summary>
    internal static string PathOf(string name) => Path.Combine(Folder, $"{name}.png");

    [Theory]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(1440, 900, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task Every_page_fits_its_window_and_runs_without_an_error(int width, int height, ColorScheme theme)
    {
        Assert.SkipWhen(Chromium.IsMissing, Chromium.SkipReason);
        await using var dashboard = await RunningDashboard.StartAsync(resources: new SampleResources());
        SampleTelemetry.Fill((ITelemetrySink)dashboard.Application.Telemetry);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(width, height, theme);
        List<string> errors = [];
        page.Console += (_, message) => errors.AddRange(message.Type == "error" ? [message.Text] : []);
        page.PageError += (_, error) => errors.Add(error);

        await page.GotoAsync(dashboard.Application.Url.ToString());
        await PhotographAsync("login");
        await page.GotoAsync(dashboard.Application.LoginUrl.ToString());
        foreach (var (name, path, sign) in Pages(dashboard.Application.Telemetry))
        {
            await page.GotoAsync(new Uri(dashboard.Application.Url, path).ToString());
            await page.Locator(".shell[data-interactive]").WaitForAsync();
            await page.Locator(sign).First.WaitForAsync();
            await PhotographAsync(name);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than {width} pixels");
        }

        Assert.Empty(errors);

        Task PhotographAsync(string name) => page.ScreenshotAsync(new() { Path = PathOf($"{name}-{width}-{theme.ToString().ToLowerInvariant()}") });
    }

    [Fact]
    public async Task Pages_without_anything_to_show_say_what_to_do()
    {
        Assert.SkipWhen(Chromium.IsMissing, Chromium.SkipReason);
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync();
        await page.GotoAsync(dashboard.Application.LoginUrl.ToString());

        foreach (var path in new[] { "", "console", "logs", "traces", "metrics" })
        {
            await page.GotoAsync(dashboard.Application.Url + path);
            await page.Locator(".empty h2").WaitForAsync();
            await page.ScreenshotAsync(new() { Path = PathOf($"empty-{(path.Length == 0 ? "resources" : path)}") });
        }
    }

    // Name of the picture, address, and what stands on the page when it is complete.
    private static IEnumerable<(string Name, string Path, string Sign)> Pages(ITelemetryStore store)
    {
        var error = store.QueryLogs(new() { MinimumSeverity = LogSeverity.Error, Take = 1 }).Items[0];
        var request = store.QueryTraces(new() { Text = "render", Take = 1 }).Items[0];
        return
        [
            ("resources", "/", "tr[data-resource=web-3]"), ("resources-details", "/?resource=registrar", "aside"),
                ("resources-graph", "/?view=graph", "path.arrow:visible"),
            ("console", "/console", ".line"), ("console-one", "/console?resource=web-1-bbbbbbbb&find=web", ".line mark"),
            ("logs", "/logs", "tr[data-severity]"), ("logs-details", $"/logs?level=Error&where=Path%3D%2F&log={error.Id}", "aside"),
            ("traces", "/traces", "tr[data-trace]"), ("trace", $"/traces/{request.Id}", "li[data-span]"),
                ("trace-change", $"/traces/{SampleTelemetry.ChangeTrace}?span={SampleTelemetry.FirstRequest}", "aside"),
            ("metrics", "/metrics?resource=lb", "canvas"), ("metrics-counter", "/metrics?resource=lb&instrument=mesh.lb.requests&minutes=15", "canvas"),
                ("metrics-table", "/metrics?resource=web-1&view=table", "table.grid td"),
        ];
    }
}
