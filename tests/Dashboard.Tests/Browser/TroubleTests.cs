using Mesh.Dashboard.Tests.Samples;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>What people see when there is nothing to see, with pictures of it.</summary>
public sealed class TroubleTests(SharedBrowser browser)
{
    [Fact]
    public async Task Pages_without_anything_to_show_say_what_to_do()
    {
        await using var open = await browser.OpenEmptyAsync();
        var page = await open.PageAsync("/");
        List<string> faults = [];

        foreach (var path in new[] { "resources", "console", "logs", "traces", "metrics" })
        {
            await open.GoAsync(page, path);
            await Expect(page.Locator(".empty h2")).ToBeVisibleAsync();
            await Expect(page.Locator(".empty p")).Not.ToBeEmptyAsync();
            faults.AddRange(await Pictures.TakeAsync(page, $"empty-{path}"));
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task The_login_page_asks_for_the_token_and_says_when_it_is_a_wrong_one()
    {
        await using var open = await browser.OpenAsync();
        var page = await open.StrangerAsync();
        await page.GotoAsync(open.AddressOf("/traces"));
        await Expect(page.GetByLabel("Token")).ToBeFocusedAsync();
        List<string> faults = [.. await Usability.FaultsAsync(page), .. await Pictures.TakeAsync(page, "login")];

        await page.GetByLabel("Token").FillAsync("not the token");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That is not the token");
        faults.AddRange([.. await Usability.FaultsAsync(page), .. await Pictures.TakeAsync(page, "login-refused")]);
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task A_page_that_fails_says_so_and_the_others_go_on()
    {
        await using var open = await browser.OpenEmptyAsync(new SampleResources { ConsoleOf = _ => throw new InvalidOperationException("The lines cannot be read.") });
        var page = await open.PageAsync("/console?resource=lb");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This page failed", Level = 2 })).ToBeVisibleAsync();
        var faults = await Pictures.TakeAsync(page, "failed");

        await page.GetByRole(AriaRole.Link, new() { Name = "Resources", Exact = true }).ClickAsync();

        await Expect(page.Locator("tr[data-resource=lb]")).ToBeVisibleAsync();
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task A_page_says_that_the_application_does_not_answer()
    {
        await using var open = await browser.OpenEmptyAsync(new SampleResources());
        var page = await open.PageAsync("/");

        await open.EndAsync();

        await Expect(page.GetByText("The application does not answer")).ToBeVisibleAsync();
        Assert.Empty(await Pictures.TakeAsync(page, "no-answer"));
    }
}
