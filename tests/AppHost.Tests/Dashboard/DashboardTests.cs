using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Mesh.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mesh.AppHost.Tests.Dashboard;

[Collection(ProcessesCollection.Name)]
public sealed class DashboardTests(MeshInBrowser mesh) : IClassFixture<MeshInBrowser>
{
    // Processes start and telemetry travels meanwhile, on a machine that runs other tests too.
    private static readonly LocatorAssertionsToBeVisibleOptions Patience = new() { Timeout = 60_000 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_the_token_nobody_sees_a_page()
    {
        var stranger = await mesh.OpenStrangerAsync();

        await stranger.GotoAsync(new Uri(mesh.Address, "/traces").ToString());

        await Expect(stranger.GetByLabel("Token")).ToBeVisibleAsync();
        await Expect(stranger.Locator(".shell")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Scaling_is_two_clicks_and_a_number_and_the_table_follows()
    {
        var page = await mesh.OpenAsync("/");

        await ScaleAsync(page, 5);

        await Expect(Row(page, "web-5").GetByText("Running", new() { Exact = true })).ToBeVisibleAsync(Patience);
        await Expect(Row(page, "web").GetByText("5 of 10")).ToBeVisibleAsync();
        await ScaleAsync(page, 4);
        await Expect(Row(page, "web-5")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await MeshInBrowser.PhotographAsync(page, "mesh-resources");
        await mesh.OpenAsync("/?view=graph");
        await MeshInBrowser.PhotographAsync(page, "mesh-graph");
        await mesh.OpenAsync("/console");
        await Expect(page.Locator(".line").First).ToBeVisibleAsync(Patience);
        await MeshInBrowser.PhotographAsync(page, "mesh-console");
    }

    [Fact]
    public async Task A_request_is_followed_from_the_balancer_to_the_instance_that_served_it()
    {
        var page = await mesh.OpenAsync("/");
        var trace = ActivityTraceId.CreateRandom().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/?format=json") { Headers = { { "traceparent", $"00-{trace}-b7ad6b7169203331-01" } } };
        using var response = await mesh.Client.SendAsync(request, Cancellation);

        await mesh.OpenAsync($"/traces/{trace}");

        await Expect(page.Locator("li[data-span][data-resource=lb]").First).ToBeVisibleAsync(Patience);
        await Expect(page.Locator("li[data-span][data-resource^=web-]").First).ToBeVisibleAsync(Patience);
        await page.Locator("li[data-span][data-resource^=web-]").First.ClickAsync();
        await Expect(page.Locator("aside").GetByText("http.response.status_code")).ToBeVisibleAsync();
        await MeshInBrowser.PhotographAsync(page, "mesh-trace");
        await mesh.OpenAsync("/traces");
        await Expect(page.Locator("tr[data-trace]").First).ToBeVisibleAsync(Patience);
        await MeshInBrowser.PhotographAsync(page, "mesh-traces");
    }

    [Fact]
    public async Task A_change_is_one_trace_from_the_instances_event_to_its_first_request_and_one_measurement()
    {
        var page = await mesh.OpenAsync("/");
        await ScaleAsync(page, 3);
        await Expect(Row(page, "web-4")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await ScaleAsync(page, 4);
        await Expect(Row(page, "web-4").GetByText("Running", new() { Exact = true })).ToBeVisibleAsync(Patience);
        await mesh.OpenAsync("/traces?find=change%20web-4%20added");
        await Expect(page.Locator("tr[data-trace]").First).ToBeVisibleAsync(Patience);
        var trace = await page.Locator("tr[data-trace]").First.GetAttributeAsync("data-trace");
        await mesh.OpenAsync($"/traces/{trace}");

        foreach (var (resource, span) in new[]
        {
            ("registrar", "change web-4 added"), ("registrar", "instance event: Running, Healthy"), ("registrar", "register web"), ("registrar", "status web"),
            ("lb", "index observed"), ("lb", "configuration applied"), ("lb", "first request served"),
        })
        {
            await Eventually.Async(
                async () =>
                {
                    await mesh.RequestAsync(4);
                    return await page.Locator($"li[data-span][data-resource={resource}]", new() { HasText = span }).CountAsync() > 0;
                },
                TimeSpan.FromSeconds(60), $"the trace has {span} of {resource}", () => page.Locator("li[data-span]").AllInnerTextsAsync().Result);
        }

        await MeshInBrowser.PhotographAsync(page, "mesh-change");
        await mesh.OpenAsync("/metrics?resource=lb&instrument=mesh.propagation.duration");
        await Expect(page.Locator("canvas")).ToBeVisibleAsync(Patience);
        await Expect(page.GetByText("Example traces")).ToBeVisibleAsync(Patience);
    }

    [Fact]
    public async Task Logs_are_filtered_by_resource_and_by_text_while_it_is_typed()
    {
        var page = await mesh.OpenAsync("/logs");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Resource" }).GetByText("registrar")).ToBeAttachedAsync(new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Resource" }).SelectOptionAsync(new SelectOptionValue { Label = "registrar" });

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find in logs" }).PressSequentiallyAsync("web-1", new() { Delay = 60 });

        await Expect(page.Locator("tr[data-severity] mark").First).ToHaveTextAsync("web-1", new() { IgnoreCase = true, Timeout = 60_000 });
        await MeshInBrowser.PhotographAsync(page, "mesh-logs");
        Assert.All(await page.Locator("tr[data-severity] .who").AllTextContentsAsync(), who => Assert.Contains("registrar", who));
        await Expect(page).ToHaveURLAsync(new Regex("find=web-1$"));
    }

    [Fact]
    public async Task A_metric_moves_with_the_requests()
    {
        var page = await mesh.OpenAsync("/metrics?resource=lb&instrument=http.server.request.duration&show=rate&minutes=1");
        await mesh.RequestAsync(5);
        await Expect(page.Locator("canvas")).ToBeVisibleAsync(Patience);
        await mesh.OpenAsync("/metrics?resource=lb&instrument=http.server.request.duration&show=rate&minutes=1&where=http.response.status_code%3D200");

        await Eventually.Async(
            async () =>
            {
                await mesh.RequestAsync(50);
                var now = (await page.Locator(".now b").AllTextContentsAsync()).Select(text => double.TryParse(text.Split(' ')[0], NumberStyles.Any, CultureInfo.InvariantCulture, out var rate) ? rate : 0);
                return now.DefaultIfEmpty().Max() > 5;
            },
            TimeSpan.FromSeconds(60), "the rate of requests is shown while requests are sent", () => page.Locator(".now").TextContentAsync().Result);
        await MeshInBrowser.PhotographAsync(page, "mesh-metrics");
    }

    [Fact]
    public async Task An_instance_that_crashes_is_seen_and_started_again_from_its_row()
    {
        var page = await mesh.OpenAsync("/?resource=web-2");
        await Expect(Row(page, "web-2").GetByText("Running", new() { Exact = true })).ToBeVisibleAsync(Patience);
        var id = await page.Locator("aside tr", new() { HasText = "executable.pid" }).Locator("td").InnerTextAsync();
        using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));

        process.Kill();

        await Expect(Row(page, "web-2").GetByText("Finished, code 137")).ToBeVisibleAsync(Patience);
        await MeshInBrowser.PhotographAsync(page, "mesh-crashed");
        await Row(page, "web-2").GetByRole(AriaRole.Button, new() { Name = "Start web-2", Exact = true }).ClickAsync();
        await Expect(Row(page, "web-2").GetByText("Running", new() { Exact = true })).ToBeVisibleAsync(Patience);
    }

    private static ILocator Row(IPage page, string resource) => page.Locator($"tr[data-resource='{resource}']");

    private static async Task ScaleAsync(IPage page, int instances)
    {
        // Not while an earlier scaling is under way, which goes on for a moment after its last instance is well.
        await page.Locator("[aria-label='Scale web']:not([disabled])").ClickAsync();
        var count = page.GetByRole(AriaRole.Textbox, new() { Name = "Instances" });
        await Expect(count).ToBeFocusedAsync();
        await count.FillAsync($"{instances}");
        await Expect(count).ToHaveValueAsync($"{instances}");
        await page.Locator(".command-dialog").GetByRole(AriaRole.Button, new() { Name = "Scale" }).ClickAsync();
        await Expect(page.Locator(".command-dialog")).ToHaveCountAsync(0);
    }
}
