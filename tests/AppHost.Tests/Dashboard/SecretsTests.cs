using System.Collections.Concurrent;
using System.Text;
using Mesh.AppHost.Tests.Clusters;
using Mesh.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mesh.AppHost.Tests.Dashboard;

/// <summary>What the dashboard of a secured mesh lets travel to a browser.</summary>
[Collection(SecuredCollection.Name)]
public sealed class SecretsTests(SecuredMesh secured)
{
    [Fact]
    public async Task No_page_of_the_dashboard_sends_a_secret_unless_somebody_asks_for_it()
    {
        Assert.SkipWhen(Chromium.IsMissing, Chromium.SkipReason);
        var mesh = await secured.WithThreeInstancesAsync();
        var secrets = await SecuredMesh.SecretsAsync(mesh);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync();
        var received = new ConcurrentQueue<string>();
        Receive(page, received);

        foreach (var resource in new[] { "consul", "agent", "registrar", "lb" })
        {
            await OpenAsync(page, $"/?resource={resource}");
            await Expect(page.Locator("aside")).ToBeVisibleAsync();
            received.Enqueue(await page.ContentAsync());
        }

        var token = page.Locator("aside tr", new() { HasText = "CONSUL_HTTP_TOKEN" });
        await Expect(token.GetByLabel("masked")).ToBeVisibleAsync();
        foreach (var path in new[] { "/?view=graph", "/console", "/logs", "/traces", "/metrics" })
        {
            await OpenAsync(page, path);
            received.Enqueue(await page.ContentAsync());
        }

        Assert.Contains(received, text => text.Contains("CONSUL_HTTP_TOKEN", StringComparison.Ordinal));
        Assert.DoesNotContain(secrets, secret => received.Any(text => text.Contains(secret, StringComparison.Ordinal)));
        await OpenAsync(page, "/?resource=lb");
        await token.GetByRole(AriaRole.Button, new() { Name = "Show the value of CONSUL_HTTP_TOKEN" }).ClickAsync();
        await Expect(token).ToContainTextAsync(SecuredMesh.EnvironmentOf(mesh, "lb")["CONSUL_HTTP_TOKEN"]);
    }

    private async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(new Uri(secured.Dashboard, path).ToString());
        await page.Locator(".shell[data-interactive]").WaitForAsync();
    }

    // Pages come as text, and what changes on them as frames in which texts stand as they are.
    private static void Receive(IPage page, ConcurrentQueue<string> received) =>
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => received.Enqueue(frame.Text ?? Encoding.UTF8.GetString(frame.Binary!));
}
