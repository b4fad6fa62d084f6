using Mesh.ServiceDefaults.Health;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Mesh.ServiceDefaults.Tests.Health;

public sealed class HealthProbeTests
{
    [Fact]
    public async Task It_says_0_of_a_service_that_is_ready_and_1_once_it_drains()
    {
        await using var service = await Service.StartAsync(settings: ("Drain:Delay", "00:01:00"));
        Assert.Equal(0, Probe(service.Address));

        var stopped = service.StopAsync();
        Assert.Equal(1, Probe(service.Address));
        service.Time.Advance(TimeSpan.FromMinutes(1));
        await stopped;
        Assert.Equal(1, Probe(service.Address));
    }

    [Fact]
    public void Without_its_argument_it_leaves_the_program_alone() =>
        Assert.Null(HealthProbe.RunIfAsked(["--urls=http://localhost:1"], "http://localhost:2"));

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://127.0.0.1/", "URLS=http://*")]
    [InlineData("http://127.0.0.1:8000/", "URLS=https://+:8443;http://+:8000", "HTTP_PORTS=9000")]
    [InlineData("http://127.0.0.1:8000/", "URLS=http://0.0.0.0:8000")]
    [InlineData("http://[::1]:8000/", "URLS=http://[::1]:8000")]
    [InlineData("http://127.0.0.1:8000/", "HTTP_PORTS=8000;8001")]
    [InlineData("http://127.0.0.1:1/", "HTTP_PORTS=")]
    public void It_asks_where_the_settings_let_the_service_listen(string expected, params string[] settings) =>
        Assert.Equal(expected, ProbeAddress.Read(Configuration(settings), "http://127.0.0.1:1").AbsoluteUri);

    [Theory]
    [InlineData("http://127.0.0.1:1/", "URLS=http://+:8080", "HTTP_PORTS=8080")]
    [InlineData("http://127.0.0.1:9/", "URLS=http://+:8080", "Admin=http://[::]:9")]
    public void A_service_with_health_endpoints_of_their_own_address_is_asked_only_there(string expected, params string[] settings) =>
        Assert.Equal(expected, ProbeAddress.Read(Configuration(settings), "http://127.0.0.1:1", "Admin").AbsoluteUri);

    private static int? Probe(Uri address) => HealthProbe.RunIfAsked(["--healthcheck", $"--urls={address}"], "http://localhost:1");

    private static IConfiguration Configuration(string[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build();
}
