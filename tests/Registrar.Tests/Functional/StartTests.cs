using System.Net;
using System.Net.Sockets;

namespace Mesh.Registrar.Tests.Functional;

/// <summary>Starts that end at once, with a message and an exit code.</summary>
public sealed class StartTests
{
    private static readonly Dictionary<string, string> Feed = new() { ["MESH_FEED_URL"] = "http://127.0.0.1:1", ["MESH_FEED_TOKEN"] = "token" };

    [Fact]
    public async Task Without_a_source_it_says_what_to_set()
    {
        var (exitCode, output) = await RegistrarProcess.RunAsync([]);

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
    public async Task Help_names_every_setting_and_needs_none()
    {
        var (exitCode, output) = await RegistrarProcess.RunAsync([], "--help");

        Assert.Equal(0, exitCode);
        var settings = typeof(Configuration.RegistrarSettings).GetProperties().Where(property => property.CanWrite);
        string[] names = [.. settings.Select(property => $"--Registrar:{property.Name}="), "MESH_FEED_URL", "MESH_FEED_TOKEN", "CONSUL_HTTP_ADDR", "--urls"];
        Assert.All(names, name => Assert.Contains(name, output, StringComparison.Ordinal));
    }
}
