using System.Net;

namespace Mesh.Dashboard.Tests.Hosting;

public class DashboardApplicationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pages_and_all_that_they_load_come_from_the_assembly_itself()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.LogInAsync();

        var page = await dashboard.Client.GetStringAsync("/", Stop);

        Assert.Contains("Blazor:{\"type\":\"server\"", page);
        Assert.Contains("<!--Blazor-Web-Initializers:", page);
        foreach (var path in new[] { "/_framework/blazor.web.js", "/Mesh.Dashboard.styles.css", "/_content/Microsoft.FluentUI.AspNetCore.Components/Microsoft.FluentUI.AspNetCore.Components.lib.module.js" })
        {
            var asset = await dashboard.Client.GetAsync(path, Stop);
            Assert.True(asset.StatusCode == HttpStatusCode.OK, $"{path}: {asset.StatusCode}");
        }
    }

    [Fact]
    public async Task An_unknown_address_is_answered_in_words_but_to_nobody_who_has_not_logged_in()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await AskAsync()).StatusCode);
        await dashboard.LogInAsync();

        var answer = await AskAsync();

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(Stop));

        Task<HttpResponseMessage> AskAsync() =>
            dashboard.Client.SendAsync(new(HttpMethod.Get, "/nothing") { Headers = { { "Accept", "text/html" } } }, Stop);
    }
}
