using Mesh.Registrar.Docker;
using Mesh.Registrar.Docker.Engine;
using Mesh.Registrar.Tests.Functional;
using Microsoft.Extensions.Configuration;

namespace Mesh.Registrar.Tests.Docker;

/// <summary>DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, as the docker command reads them.</summary>
public sealed class DockerEndpointTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-docker-");

    [Theory]
    [InlineData("unix:///run/user/1000/docker.sock", "/run/user/1000/docker.sock", "http://docker/")]
    [InlineData("tcp://10.0.0.1:2375", null, "http://10.0.0.1:2375/")]
    [InlineData("tcp://engine", null, "http://engine:2375/")]
    [InlineData("tcp://[::1]:4000", null, "http://[::1]:4000/")]
    [InlineData("http://engine:4000", null, "http://engine:4000/")]
    public void An_address_is_read_as_docker_means_it(string text, string? socket, string address)
    {
        var endpoint = Read(out var errors, ("DOCKER_HOST", text));

        Assert.Empty(errors);
        Assert.Equal((text, socket, new Uri(address), null), (endpoint!.Text, endpoint.Socket, endpoint.Base, endpoint.Certificates));
    }

    [Fact]
    public void Without_an_address_it_is_the_socket_that_registrator_s_users_mount_or_the_engine_s_own() =>
        Assert.Equal(File.Exists("/tmp/docker.sock") ? "/tmp/docker.sock" : "/var/run/docker.sock", Read(out _)!.Socket);

    [Theory]
    [InlineData("tcp://engine", "https://engine:2376/")]
    [InlineData("tcp://engine:4000", "https://engine:4000/")]
    public void With_TLS_the_certificates_are_those_of_the_folder(string text, string address)
    {
        WriteCertificates("ca.pem", "cert.pem", "key.pem");

        var endpoint = Read(out var errors, ("DOCKER_HOST", text), ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", _folder.FullName));

        Assert.Empty(errors);
        Assert.Equal((new Uri(address), _folder.FullName), (endpoint!.Base, endpoint.Certificates));
    }

    [Fact]
    public void Missing_certificates_are_named()
    {
        WriteCertificates("ca.pem");

        Assert.Null(Read(out var errors, ("DOCKER_HOST", "tcp://engine"), ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", _folder.FullName)));

        Assert.Equal(
            [$"DOCKER_CERT_PATH is '{_folder.FullName}', where cert.pem, key.pem cannot be found: the folder of the engine's client certificates would work."], errors);
    }

    [Theory]
    [InlineData("engine:2375")]
    [InlineData("npipe:////./pipe/docker_engine")]
    [InlineData("tcp://")]
    [InlineData("tcp://user:secret@engine")]
    [InlineData("ssh://engine")]
    public void Any_other_address_is_an_error_that_says_what_works(string text)
    {
        Assert.Null(Read(out var errors, ("DOCKER_HOST", text)));

        Assert.EndsWith("unix:///var/run/docker.sock or tcp://host:2376 would work.", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_TLS_the_engine_s_certificate_is_verified_and_the_own_one_shown()
    {
        await using var server = await TlsServer.StartAsync(_folder.FullName, """{"ApiVersion":"1.41"}""");
        var endpoint = Read(out var errors, ("DOCKER_HOST", $"tcp://localhost:{server.Port}"), ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", _folder.FullName));
        Assert.Empty(errors);

        using (var engine = new DockerEngine(endpoint!, DockerConnection.Create(endpoint!), TimeProvider.System))
        {
            await engine.CheckVersionAsync(TestContext.Current.CancellationToken);
            Assert.Equal("CN=registrar", server.Client);
        }

        // Another authority than the one that signed the engine's certificate.
        TlsServer.WriteCertificates(_folder.FullName);
        using var stranger = new DockerEngine(endpoint!, DockerConnection.Create(endpoint!), TimeProvider.System);
        await Assert.ThrowsAsync<DockerException>(() => stranger.CheckVersionAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static DockerEndpoint? Read(out List<string> errors, params (string Name, string Value)[] variables)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(variables.ToDictionary(each => each.Name, each => (string?)each.Value)).Build();
        return DockerEndpoint.Read(configuration, errors = []);
    }

    private void WriteCertificates(params string[] files)
    {
        foreach (var file in files)
        {
            File.WriteAllText(Path.Combine(_folder.FullName, file), "");
        }
    }
}
