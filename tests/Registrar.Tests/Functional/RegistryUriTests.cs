namespace Mesh.Registrar.Tests.Functional;

/// <summary>What registrator's registry URIs lead to.</summary>
public sealed class RegistryUriTests(ConsulFixture fixture) : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-registry-");

    [Fact]
    public async Task Consulkv_writes_keys_and_takes_them_out_on_SIGTERM()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var feed = await FakeFeed.StartAsync(Sample.Instance("a-1", 5000, variables: "SERVICE_NAME=keys"));
        await using var registrar = Start(feed, $"consulkv://{fixture.Address.Authority}/registry-uri");
        await Eventually.Async(
            async () => await KeysAsync() == "registry-uri/keys/uri-host:a-1:5000 = 127.0.0.1:5000", Soon, "the key should be written", () => registrar.Output);
        await registrar.IsAsync("200 Healthy");

        Assert.Equal(0, await registrar.TerminateAsync());

        Assert.Equal("", await KeysAsync());
        Assert.Empty((await fixture.Client.Health.ServiceAsync("keys", cancellationToken: TestContext.Current.CancellationToken)).Value);
    }

    [Fact]
    public async Task Consul_unix_asks_at_the_socket()
    {
        var socket = Path.Combine(_folder.FullName, "consul.sock");
        await using var consul = await FakeConsul.StartAsync(500, "reached by its socket", $"http://unix:{socket}");
        await using var feed = await FakeFeed.StartAsync();

        await using var registrar = Start(feed, $"consul-unix://{socket}");

        await registrar.SaysAsync("Consul says: reached by its socket");
    }

    [Fact]
    public async Task Consul_tls_verifies_Consul_and_shows_the_certificate_of_registrator_s_variables()
    {
        await using var consul = await TlsServer.StartAsync(_folder.FullName, "{}");
        await using var feed = await FakeFeed.StartAsync();

        await using var registrar = Start(
            feed,
            $"--CONSUL_CACERT={Path.Combine(_folder.FullName, "ca.pem")}",
            $"--CONSUL_TLSCERT={Path.Combine(_folder.FullName, "cert.pem")}",
            $"--CONSUL_TLSKEY={Path.Combine(_folder.FullName, "key.pem")}",
            $"consul-tls://localhost:{consul.Port}");

        await registrar.IsAsync("200 Healthy");
        Assert.Equal("CN=registrar", consul.Client);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static RegistrarProcess Start(FakeFeed feed, params string[] arguments) =>
        RegistrarProcess.Start("uri-host", feed.Url, new("http://127.0.0.1:1"), arguments: ["--Registrar:Docker=false", .. arguments]);

    private async Task<string> KeysAsync() =>
        string.Join('\n', (await fixture.Client.KeyValue.ListAsync("registry-uri/")).Value.Select(key => $"{key.Key} = {key.Text}"));
}
