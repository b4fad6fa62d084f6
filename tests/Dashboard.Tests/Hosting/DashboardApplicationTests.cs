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
}
