using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mesh.Engine.Tests.Dashboard;

public sealed class EngineDashboardTests
{
    private const int UsualPort = 18888;
    private const string Otlp = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_application_starts_without_its_dashboard_when_the_port_is_taken_and_sends_telemetry_to_nobody()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var (port, log) = (((IPEndPoint)other.LocalEndpoint).Port, new LogLines());
        await using var app = Build($"http://localhost:{port}", log: log);

        await app.StartAsync(Cancellation);

        Assert.Null(app.Services.GetRequiredService<EngineDashboard>().LoginUrl);
        Assert.Null(app.Services.GetRequiredService<IConfiguration>()[Otlp]);
        var line = Assert.Single(log.Written, line => line.Contains("There is no dashboard", StringComparison.Ordinal));
        Assert.Contains($"{port}", line);
        Assert.Contains("ASPNETCORE_URLS", line);
    }

    [Fact]
    public async Task Beside_another_mesh_the_dashboard_takes_another_port_and_a_line_says_where_it_is()
    {
        using var other = new TcpListener(IPAddress.Loopback, UsualPort);
        try
        {
            other.Start();
        }
        catch (SocketException)
        {
            // Another mesh runs on this machine: so much the better.
        }

        var log = new LogLines();
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions());
        builder.Services.AddLogging(logging => logging.AddProvider(log));
        await using var app = builder.Build();

        await app.StartAsync(Cancellation);

        var dashboard = app.Services.GetRequiredService<EngineDashboard>();
        Assert.NotEqual(UsualPort, dashboard.Address!.Port);
        Assert.Single(log.Written, line => line.Contains($"it is at {dashboard.Address}", StringComparison.Ordinal));
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(dashboard.LoginUrl, Cancellation)).StatusCode);
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

    private static DistributedApplication Build(string url, bool isOff = false, LogLines? log = null)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = isOff });
        builder.Services.AddLogging(logging => logging.AddProvider(log ?? new()));
        builder.Configuration["ASPNETCORE_URLS"] = url;
        builder.Configuration[Otlp] = "http://localhost:0";
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = "http://localhost:0";
        return builder.Build();
    }
}
