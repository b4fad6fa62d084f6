using System.Text.RegularExpressions;
using Mesh.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>What a page shows stands in its address.</summary>
public sealed class AddressTests(SharedBrowser browser)
{
    private const int Settled = 10;

    // All that people have chosen on a page, and whose details they see.
    private const string Choices = """
        () => JSON.stringify([
            ...[...document.querySelectorAll('main select')].map(s => s.options[s.selectedIndex]?.text),
            ...[...document.querySelectorAll('main input[type=search]')].map(i => i.value),
            ...[...document.querySelectorAll('main input[type=checkbox]')].map(i => i.checked),
            ...[...document.querySelectorAll('main [aria-pressed]')].map(b => b.ariaPressed),
            ...[...document.querySelectorAll('main .filters .tag')].map(t => t.textContent),
            document.querySelector('aside')?.ariaLabel, document.querySelector('h1')?.textContent])
        """;

    [Fact]
    public async Task What_was_chosen_on_a_page_is_there_again_after_a_reload()
    {
        await using var open = await browser.OpenAsync();
        var page = await open.PageAsync("/");

        await page.GetByRole(AriaRole.Button, new() { Name = "Graph" }).ClickAsync();
        await page.Locator(".wide").GetByRole(AriaRole.Button, new() { Name = "registrar" }).ClickAsync();
        await SurvivesAsync("resource=registrar", "view=graph");

        await open.GoAsync(page, "/console");
        await ChooseAsync("Resource", "web (all 10)");
        await FindAsync("Find in lines", "Registered");
        await SurvivesAsync("resource=web", "find=Registered");

        await open.GoAsync(page, "/logs");
        await ChooseAsync("Resource", "lb");
        await ChooseAsync("Level", "Error and up");
        await FindAsync("Find in logs", "refused");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Filter by attribute" }).FillAsync("Path=/");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".filters .tag")).ToHaveCountAsync(1);
        await page.Locator("tr[data-severity] button").First.ClickAsync();
        await SurvivesAsync("resource=lb", "level=Error", "find=refused", "where=", "log=");

        await open.GoAsync(page, "/traces");
        await ChooseAsync("Resource", "web (all 3)");
        await ChooseAsync("Minimum duration", "100 ms and more");
        await page.GetByLabel("Errors only").CheckAsync();
        await SurvivesAsync("resource=web", "min=100", "errors=true");

        await open.GoAsync(page, "/traces?min=100");
        await page.Locator("tr[data-trace] a").First.ClickAsync();
        await page.Locator("li[data-span] .label").Nth(1).ClickAsync();
        await SurvivesAsync("span=");

        await open.GoAsync(page, "/metrics");
        await ChooseAsync("Resource", "web (all 3)");
        await page.GetByRole(AriaRole.Link, new() { Name = "mesh.requests" }).ClickAsync();
        await Expect(page.Locator("h2").Filter(new() { HasText = "mesh.requests" })).ToBeVisibleAsync();
        await PressAsync("15 min");
        await PressAsync("Table");
        await page.Locator(".dimensions label", new() { HasText = "http.response.status_code" }).Locator("select").SelectOptionAsync("502");
        await SurvivesAsync("resource=web", "instrument=mesh.requests", "minutes=15", "view=table", "where=http.response.status_code");

        // Nobody chooses faster than an address changes.
        async Task ChooseAsync(string name, string label)
        {
            var before = page.Url;
            await page.GetByLabel(name, new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = label });
            await Expect(page).Not.ToHaveURLAsync(before);
        }

        async Task FindAsync(string name, string text)
        {
            await page.GetByRole(AriaRole.Searchbox, new() { Name = name }).FillAsync(text);
            await Expect(page).ToHaveURLAsync(new Regex($"find={text}"));
        }

        async Task PressAsync(string name)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
            await Expect(page.Locator($"[aria-pressed=true]:text-is('{name}')")).ToBeVisibleAsync();
        }

        async Task SurvivesAsync(params string[] parts)
        {
            foreach (var part in parts)
            {
                await Expect(page).ToHaveURLAsync(new Regex($"[?&]{Regex.Escape(part)}"));
            }

            var before = await SettledAsync();
            await page.ReloadAsync();
            await OpenDashboard.UntilAliveAsync(page);
            Assert.Equal(before, await SettledAsync());
        }

        // A browser shows the parts of a page one after the other.
        async Task<string> SettledAsync()
        {
            var (seen, times) = ("", 0);
            await Eventually.Async(
                async () =>
                {
                    var now = await page.EvaluateAsync<string>(Choices);
                    (seen, times) = (now, now == seen ? times + 1 : 0);
                    return times == Settled;
                },
                TimeSpan.FromSeconds(60), "the page settles", () => seen);
            return seen;
        }
    }
}
