using System.Text;
using Mesh.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>What travels between the dashboard and a browser.</summary>
public sealed class WireTests(SharedBrowser browser)
{
    private const string Secret = "s3cret-value";

    [Fact]
    public async Task A_masked_value_travels_only_after_somebody_asked_for_it()
    {
        var (wire, gate) = (new StringBuilder(), new Lock());
        await using var open = await browser.OpenAsync();
        var page = await open.PageAsync("/?resource=registrar", Listen);
        await Expect(page.GetByText("CONSUL_HTTP_TOKEN")).ToBeVisibleAsync();
        Note(await page.ContentAsync());
        Assert.Contains("registrar", Heard());
        Assert.DoesNotContain(Secret, Heard());

        await page.GetByRole(AriaRole.Button, new() { Name = "Show the value of CONSUL_HTTP_TOKEN" }).ClickAsync();

        await Expect(page.GetByText(Secret)).ToBeVisibleAsync();
        await Eventually.Async(() => Heard().Contains(Secret, StringComparison.Ordinal), TimeSpan.FromSeconds(60), "what is shown has travelled");

        void Listen(IPage window)
        {
            window.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Note(frame.Text ?? Encoding.UTF8.GetString(frame.Binary!));
            window.Response += async (_, answer) =>
            {
                if (answer.Request.ResourceType != "document" || !answer.Ok)
                {
                    return;
                }

                try
                {
                    Note(await answer.TextAsync());
                }
                catch (PlaywrightException)
                {
                    // Bodies of redirects and of what was left again cannot be read any more.
                }
            };
        }

        void Note(string text)
        {
            lock (gate)
            {
                wire.Append(text);
            }
        }

        string Heard()
        {
            lock (gate)
            {
                return wire.ToString();
            }
        }
    }
}
