using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Logs;
using Mesh.Dashboard.Telemetry.Traces;
using Mesh.Dashboard.Tests.Samples;

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>Opens every page, takes pictures of it and looks for faults that a program can find.</summary>
public sealed class ScreenshotTests(SharedBrowser browser)
{
    [Fact]
    public async Task Every_page_fits_its_window_can_be_read_and_used_by_keys_and_runs_without_an_error()
    {
        await using var open = await browser.OpenAsync();
        List<string> faults = [];
        var page = await open.PageAsync("/", window =>
        {
            window.Console += (_, message) => faults.AddRange(message.Type == "error" && !window.Url.EndsWith("/nothing", StringComparison.Ordinal) ? [$"{window.Url}: {message.Text}"] : []);
            window.PageError += (_, error) => faults.Add($"{window.Url}: {error}");
        });

        foreach (var (name, path, sign) in Pages(open.Telemetry))
        {
            await open.GoAsync(page, path);
            await page.Locator(sign).First.WaitForAsync();
            faults.AddRange((await Usability.FaultsAsync(page)).Select(fault => $"{path}: {fault}"));
            faults.AddRange(await Pictures.TakeAsync(page, name));
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    // Name of the pictures, address, and what stands on the page when it is complete.
    private static IEnumerable<(string Name, string Path, string Sign)> Pages(ITelemetryStore store)
    {
        var error = store.QueryLogs(new() { MinimumSeverity = LogSeverity.Error, Take = 1 }).Items[0];
        var request = store.QueryTraces(new() { Text = "render", Take = 1 }).Items[0];
        var failed = store.FindTrace(store.QueryTraces(new() { ErrorsOnly = true, Take = 1 }).Items[0].Id)!;
        return
        [
            ("resources", "/", "tr[data-resource=web-3]"), ("resources-details", "/?resource=registrar", "aside"), ("resources-unwell", "/?resource=lb", "aside"),
                ("resources-graph", "/?view=graph", "path.arrow:visible"), ("resources-none", "/?find=nothing+like+it", ".empty"),
            ("console", "/console", ".line"), ("console-one", "/console?resource=web-1-bbbbbbbb&find=web", ".line mark"), ("console-none", "/console?find=nothing+like+it", ".empty"),
            ("logs", "/logs", "tr[data-severity]"), ("logs-details", $"/logs?level=Error&where=Path%3D%2F&log={error.Id}", "aside"),
                ("logs-none", "/logs?find=nothing+like+it", ".empty"),
            ("traces", "/traces", "tr[data-trace]"), ("traces-none", "/traces?find=nothing+like+it", ".empty"), ("trace", $"/traces/{request.Id}", "li[data-span]"),
                ("trace-error", $"/traces/{failed.Summary.Id}?span={failed.Spans.First(span => span.Events.Count > 0).Id}", "aside"),
                ("trace-change", $"/traces/{SampleTelemetry.ChangeTrace}?span={SampleTelemetry.FirstRequest}", "aside"), ("trace-gone", "/traces/4bf92f3577b34da6a3ce929d0e0e4736", ".empty"),
            ("metrics", "/metrics?resource=lb", "canvas"), ("metrics-counter", "/metrics?resource=lb&instrument=mesh.requests&minutes=15", "canvas"),
                ("metrics-set", "/metrics?resource=web", "canvas"), ("metrics-table", "/metrics?resource=web-1&view=table", "table.grid td"),
                ("metrics-none", "/metrics?resource=lb&where=http.response.status_code%3D404", ".empty"),
            ("not-found", "/nothing", ".empty"),
        ];
    }
}
