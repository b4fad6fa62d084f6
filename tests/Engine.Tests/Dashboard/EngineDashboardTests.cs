using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Engine.Tests.Dashboard;

public sealed class EngineDashboardTests
{
    private const string Otlp = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_application_starts_without_its_dashboard_when_the_port_is_taken_and_sends_telemetry_to_nobody()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var app = Build($"http://localhost:{((IPEndPoint)other.LocalEndpoint).Port}");

        await app.StartAsync(Cancellation);

        Assert.Null(app.Services.GetRequiredService<EngineDashboard>().LoginUrl);
        Assert.Null(app.Services.GetRequiredService<IConfiguration>()[Otlp]);
    }

    [Fact]
    public async Task The_dashboard_answers_where_its_link_says_and_resources_learn_where_telemetry_goes()
    {
        await using var app = Build("http://localhost:0");

        await app.StartAsync(Cancellation);

        var dashboard = app.Services.GetRequiredService<EngineDashboard>();
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(dashboard.LoginUrl, Cancellation)).StatusCode);
        Assert.NotEqual("http://localhost:0", app.Services.GetRequiredService<IConfiguration>()[Otlp]);
    }

    [Fact]
    public async Task There_is_none_when_it_was_switched_off()
    {
        await using var app = Build("http://localhost:0", isOff: true);

        await app.StartAsync(Cancellation);

        Assert.Null(app.Services.GetRequiredService<EngineDashboard>().LoginUrl);
    }

    private static DistributedApplication Build(string url, bool isOff = false)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = isOff });
        builder.Configuration["ASPNETCORE_URLS"] = url;
        builder.Configuration[Otlp] = "http://localhost:0";
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = "http://localhost:0";
        return builder.Build();
    }
}
