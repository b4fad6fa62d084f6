using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>What people need who use no mouse, or do not see the page.</summary>
public sealed class AccessibilityTests(SharedBrowser browser)
{
    [Fact]
    public async Task A_page_begins_at_its_heading_and_Tab_leads_on_in_its_order()
    {
        await using var open = await browser.OpenAsync();
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
        await using var open = await browser.OpenAsync();
        var page = await open.PageAsync("/");
        var scale = page.GetByRole(AriaRole.Button, new() { Name = "Scale web" });

        // The page moves the focus there once it is alive.
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
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
        await using var open = await browser.OpenAsync();
        var page = await open.PageAsync("/logs");

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find in logs" }).FillAsync("nothing like it");

        await Expect(page.Locator("[aria-live=polite]").First).ToHaveTextAsync("0 entries");
    }
}
