using Mesh.Dashboard.Tests.Samples;
using Mesh.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>What needs a browser to be seen: dialogs, scrolling, themes, the keyboard.</summary>
public sealed class PageTests(SharedBrowser browser)
{
    [Fact]
    public async Task Scaling_is_two_clicks_and_a_number_and_a_wrong_number_is_refused_in_place()
    {
        var resources = new SampleResources();
        await using var open = await browser.OpenAsync(resources);
        var page = await open.PageAsync("/");
        await Expect(page.Locator("tr[data-resource=web-5]")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Scale web" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Instances" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("11");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("web can have 1 to 10 instances, not 11.")).ToBeVisibleAsync();
        List<string> faults = [.. await Usability.FaultsAsync(page), .. await Pictures.TakeAsync(page, "dialog-refused")];
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Instances" }).FillAsync("5");
        await page.Locator(".command-dialog").GetByRole(AriaRole.Button, new() { Name = "Scale" }).ClickAsync();

        await Expect(page.Locator("tr[data-resource=web-5][data-state=Running]")).ToBeVisibleAsync();
        await Expect(page.GetByText("5 instances, all healthy")).ToBeVisibleAsync();
        await Expect(page.Locator(".command-dialog")).ToHaveCountAsync(0);
        faults.AddRange(await Pictures.TakeAsync(page, "scaled"));
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.Equal(["11", "5"], resources.Executed.Select(executed => executed.Inputs["n"]));
    }

    [Fact]
    public async Task A_hundred_thousand_lines_scroll_and_the_end_is_followed_unless_somebody_scrolled_up()
    {
        await using var open = await browser.OpenAsync(new SampleResources { ConsoleOf = _ => SampleConsole.Lines(100_000) });
        var page = await open.PageAsync("/console?resource=lb");
        var lines = page.Locator(".lines");
        await Expect(page.Locator(".summary", new() { HasText = "100,000 lines" })).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => { const l = document.querySelector('.lines'); return l.scrollTop > 1e6 && l.scrollHeight - l.clientHeight - l.scrollTop < 30; }");
        Assert.InRange(await page.Locator(".line").CountAsync(), 20, 400);

        await lines.HoverAsync();

        // On a busy machine the browser may still be on its way to the end, and take no notice.
        await Eventually.Async(
            async () =>
            {
                await page.Mouse.WheelAsync(0, -600_000);
                return await page.GetByRole(AriaRole.Button, new() { Name = "To the end" }).IsVisibleAsync();
            },
            TimeSpan.FromMinutes(1), "Following should end when somebody scrolls up");
        await page.WaitForFunctionAsync("() => { const l = document.querySelector('.lines').getBoundingClientRect(); return document.elementFromPoint(l.left + 40, l.top + 60).closest('.line'); }");

        await page.GetByRole(AriaRole.Button, new() { Name = "To the end" }).ClickAsync();
        await page.WaitForFunctionAsync("() => { const l = document.querySelector('.lines'); return l.scrollHeight - l.clientHeight - l.scrollTop < 30; }");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "To the end" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_theme_that_was_chosen_is_remembered()
    {
        await using var open = await browser.OpenAsync();
        var page = await open.PageAsync("/");
        Assert.Equal("light", await page.EvaluateAsync<string>("document.documentElement.style.colorScheme"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Switch to light" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch to dark" }).ClickAsync();
        await page.WaitForFunctionAsync("() => document.documentElement.style.colorScheme === 'dark'");
        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Theme: dark" })).ToBeVisibleAsync();
        Assert.Equal("dark", await page.EvaluateAsync<string>("document.documentElement.style.colorScheme"));
    }

    [Fact]
    public async Task Details_open_and_close_by_the_keyboard_and_survive_a_reload()
    {
        await using var open = await browser.OpenAsync();
        var page = await open.PageAsync("/");

        // The page moves the focus there once it is alive.
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "registrar" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Details of registrar" })).ToBeFocusedAsync();
        await page.ReloadAsync();
        var details = page.GetByRole(AriaRole.Complementary, new() { Name = "Details of registrar" });
        await Expect(details).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");
        await Expect(details).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task After_logging_out_the_token_is_asked_for_again()
    {
        await using var open = await browser.OpenAsync();
        var page = await open.PageAsync("/traces");

        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await Expect(page.GetByLabel("Token")).ToBeVisibleAsync();
        await page.GoBackAsync();

        await Expect(page.GetByLabel("Token")).ToBeVisibleAsync();
    }
}
