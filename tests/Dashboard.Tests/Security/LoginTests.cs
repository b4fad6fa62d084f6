using System.Net;
using Mesh.Dashboard.Security;
using Mesh.Dashboard.Tests.Hosting;

namespace Mesh.Dashboard.Tests.Security;

public class LoginTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/metrics")]
    public async Task Nobody_sees_a_page_without_logging_in(string path)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var answer = await dashboard.Client.GetAsync(path, Stop);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/login", answer.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task A_circuit_is_not_opened_without_logging_in()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await dashboard.Client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await dashboard.Client.GetAsync("/_blazor", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_token_opens_nothing()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var answer = await dashboard.Client.GetAsync("/login?t=wrong", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_token_opens_the_pages_until_somebody_logs_out()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.LogInAsync();
        Assert.Equal(HttpStatusCode.OK, (await dashboard.Client.GetAsync("/", Stop)).StatusCode);

        await dashboard.Client.PostAsync("/logout", null, Stop);

        Assert.Equal(HttpStatusCode.Redirect, (await dashboard.Client.GetAsync("/", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("/traces?minimum=5", "/traces?minimum=5")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("~/traces", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void After_logging_in_one_stays_on_this_site(string? asked, string expected) => Assert.Equal(expected, LoginEndpoints.Destination(asked));

    [Fact]
    public async Task What_a_page_of_another_origin_asks_is_refused_even_with_the_cookie()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.LogInAsync();
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/logout"), (HttpMethod.Get, "/_blazor"), (HttpMethod.Post, "/_blazor/negotiate") })
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Add("Origin", "http://localhost:9999");

            Assert.Equal(HttpStatusCode.Forbidden, (await dashboard.Client.SendAsync(request, Stop)).StatusCode);
        }
    }

    [Fact]
    public async Task Another_name_for_this_machine_is_refused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login");
        request.Headers.Host = "evil.example";

        Assert.Equal(HttpStatusCode.BadRequest, (await dashboard.Client.SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task Nobody_need_log_in_where_everybody_may_come_in()
    {
        await using var dashboard = await RunningDashboard.StartAsync(RunningDashboard.Options with { AllowAnonymous = true });

        Assert.Equal(HttpStatusCode.OK, (await dashboard.Client.GetAsync("/", Stop)).StatusCode);
    }
}
