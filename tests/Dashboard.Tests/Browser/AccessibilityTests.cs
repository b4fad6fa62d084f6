using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>What people need who use no mouse, or do not see the page.</summary>
public sealed class AccessibilityTests
{
    // What is wrong with a page, in words.
    private const string Faults = """
        () => {
            const shown = e => e.checkVisibility({ visibilityProperty: true });
            const name = e => (e.getAttribute('aria-label') || (e.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join('')
                || e.textContent || e.title || e.labels?.[0]?.textContent || e.querySelector('img')?.alt || '').trim();
            const all = selector => [...document.querySelectorAll(selector)].filter(shown);
            const faults = all('a, button, input:not([type=hidden]), select, textarea, [role=button]').filter(e => !name(e)).map(e => 'no name: ' + e.outerHTML.slice(0, 120));
            if (all('h1').length != 1) faults.push(all('h1').length + ' headings of the first rank');
            for (const landmark of ['header', 'nav', 'main']) if (all(landmark).length == 0) faults.push('no ' + landmark);
            faults.push(...all('[tabindex]').filter(e => e.tabIndex > 0).map(e => 'a tab order of its own: ' + e.outerHTML.slice(0, 120)));
            faults.push(...all('img').filter(e => e.getAttribute('alt') === null).map(e => 'a picture without a text: ' + e.outerHTML.slice(0, 120)));
            faults.push(...all('th').filter(e => !e.scope).map(e => 'a table heading without a scope: ' + e.outerHTML.slice(0, 120)));
            const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
            faults.push(...ids.filter((id, i) => ids.indexOf(id) != i).map(id => 'an id twice: ' + id));
            if (!document.documentElement.lang) faults.push('no language');
            if (!document.title) faults.push('no title');
            return faults;
        }
        """;

    [Fact]
    public async Task Everything_that_can_be_used_has_a_name_and_every_page_has_landmarks_and_one_heading()
    {
        await using var open = await OpenDashboard.StartAsync();
        var page = await open.PageAsync("/");
        var trace = open.Telemetry.QueryTraces(new() { Text = "render", Take = 1 }).Items[0];
        var log = open.Telemetry.QueryLogs(new() { Take = 1 }).Items[0];

        foreach (var (path, sign) in new[]
        {
            ("/", "tr[data-resource]"), ("/?resource=lb", "aside"), ("/?view=graph", ".wide .box"), ("/console", ".line"), ("/console?find=nothing+like+it", ".empty"),
            ("/logs", "tr[data-severity]"), ($"/logs?log={log.Id}&where=Path%3D%2F", "aside"), ("/traces", "tr[data-trace]"), ($"/traces/{trace.Id}?span={trace.Id}", "li[data-span]"),
            ("/metrics?resource=web", "canvas"), ("/metrics?resource=lb&view=table", "table.grid td"),
        })
        {
            await open.GoAsync(page, path);
            await page.Locator(sign).First.WaitForAsync();

            var faults = await page.EvaluateAsync<string[]>(Faults);

            Assert.True(faults.Length == 0, $"{path}: {string.Join("; ", faults)}");
        }
    }

    [Fact]
    public async Task A_page_begins_at_its_heading_and_Tab_leads_on_in_its_order()
    {
        await using var open = await OpenDashboard.StartAsync();
        var page = await open.PageAsync("/");

        await Expect(page.Locator("h1")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Find resources" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Table" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Graph" })).ToBeFocusedAsync();
        Assert.Equal("solid", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Escape_leaves_a_dialog_and_leads_back_to_the_button_that_opened_it()
    {
        await using var open = await OpenDashboard.StartAsync();
        var page = await open.PageAsync("/");
        var scale = page.GetByRole(AriaRole.Button, new() { Name = "Scale web" });
        await scale.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Instances" })).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Alertdialog, new() { Name = "Scale web" })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator(".command-dialog")).ToHaveCountAsync(0);
        await Expect(scale).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_was_found_is_announced_when_somebody_searches()
    {
        await using var open = await OpenDashboard.StartAsync();
        var page = await open.PageAsync("/logs");

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find in logs" }).FillAsync("nothing like it");

        await Expect(page.Locator("[aria-live=polite]").First).ToHaveTextAsync("0 entries");
    }
}
