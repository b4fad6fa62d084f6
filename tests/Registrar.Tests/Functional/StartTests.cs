using System.Net;
using System.Net.Sockets;
using Mesh.Registrar.Configuration;

namespace Mesh.Registrar.Tests.Functional;

/// <summary>Starts that end at once, with a message and an exit code.</summary>
public sealed class StartTests
{
    private static readonly Dictionary<string, string> Feed = new() { ["MESH_FEED_URL"] = "http://127.0.0.1:1", ["MESH_FEED_TOKEN"] = "token" };

    [Fact]
    public async Task Without_a_source_it_says_what_to_set()
    {
        var (exitCode, output) = await RegistrarProcess.RunAsync([], "--Registrar:Docker=false");

        Assert.Equal(1, exitCode);
        Assert.Contains("No source of instances is set: MESH_FEED_URL", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_wrong_settings_are_named_at_once()
    {
        var (exitCode, output) = await RegistrarProcess.RunAsync(
            new Dictionary<string, string> { ["MESH_FEED_URL"] = "nowhere", ["MESH_FEED_TOKEN"] = "token", ["CONSUL_HTTP_ADDR"] = "what?" },
            "--Registrar:Host=a b",
            "--Registrar:Resync=soon",
            "--Registrar:Address=+",
            "--Registrar:Concurrency=0",
            "--Registrar:StopTimeout=1.00:00:00",
            "--Registrar:Speed=9");

        Assert.Equal(1, exitCode);
        string[] named =
        [
            "MESH_FEED_URL is 'nowhere'", "CONSUL_HTTP_ADDR is 'what?'", "Registrar:Host is 'a b'", "Registrar:Resync is 'soon'",
            "Registrar:Address is '+'", "Registrar:Concurrency is '0'", "Registrar:StopTimeout is '1.00:00:00'", "Registrar:Speed is not a setting",
        ];
        Assert.All(named, error => Assert.Contains(error, output, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_named_with_the_setting_that_changes_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}";

        var (exitCode, output) = await RegistrarProcess.RunAsync(Feed, $"--urls={url}");

        Assert.Equal(1, exitCode);
        Assert.Contains(url, output, StringComparison.Ordinal);
        Assert.Contains("ASPNETCORE_URLS", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_ends_the_start_as_in_Go_and_names_the_nearest()
    {
        var (exitCode, output) = await RegistrarProcess.RunAsync(Feed, "-inernal", "consul://localhost:8500");

        Assert.Equal(2, exitCode);
        Assert.Equal("registrar: -inernal is no option. Did you mean -internal? --help explains all of them.", output.Trim());
    }

    [Theory]
    [InlineData("Registrar:Registry (the registry URI) is 'etcd://localhost:2379'", "etcd://localhost:2379")]
    [InlineData("Registrar:TtlRefresh (-ttl-refresh) is '00:00:00'", "-ttl=30", "consul://localhost")]
    [InlineData("Registrar:TtlRefresh (-ttl-refresh) is '00:00:30'", "-ttl=30", "-ttl-refresh=30", "consul://localhost")]
    [InlineData("Registrar:RetryInterval (-retry-interval) is '00:00:00'", "-retry-interval=0", "consul://localhost")]
    [InlineData("Registrar:Tags (-tags) is '{{.Name}}'", "-tags={{.Name}}", "consul://localhost")]
    [InlineData("CONSUL_CACERT is '/nowhere.pem'", "consul-tls://localhost:8501")]
    [InlineData("CONSUL_CLIENT_CERT is '/nowhere.pem'", "consul-tls://localhost:8501")]
    public async Task An_option_out_of_range_ends_the_start_with_what_would_work(string message, params string[] arguments)
    {
        var variables = new Dictionary<string, string>(Feed)
        {
            ["CONSUL_CACERT"] = "/nowhere.pem",
            ["CONSUL_TLSCERT"] = "/nowhere.pem",
            ["CONSUL_TLSKEY"] = "/nowhere.pem",
        };

        var (exitCode, output) = await RegistrarProcess.RunAsync(variables, arguments);

        Assert.Equal(1, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_beats_the_command_line_s_setting_and_that_the_environment()
    {
        var variables = new Dictionary<string, string>(Feed) { ["Registrar__RetryAttempts"] = "-7", ["Registrar__TtlRefresh"] = "-00:00:08" };

        var (_, output) = await RegistrarProcess.RunAsync(variables, "--Registrar:RetryAttempts=-9", "--Registrar:TtlRefresh=-00:00:09", "-ttl-refresh=-10");

        Assert.Contains("(-retry-attempts) is '-9'", output, StringComparison.Ordinal);
        Assert.Contains("(-ttl-refresh) is '-00:00:10'", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_setting_and_needs_none()
    {
        var (exitCode, output) = await RegistrarProcess.RunAsync([], "--help");

        Assert.Equal(0, exitCode);
        var settings = typeof(RegistrarSettings).GetProperties().Where(property => property.CanWrite);
        string[] names = [.. settings.Select(property => $"--Registrar:{property.Name}="), "MESH_FEED_URL", "MESH_FEED_TOKEN", "DOCKER_HOST", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH", "CONSUL_HTTP_ADDR", "--urls"];
        Assert.All(names, name => Assert.Contains(name, output, StringComparison.Ordinal));
    }
}
