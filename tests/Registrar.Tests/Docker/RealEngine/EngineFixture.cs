using Mesh.Consul;

namespace Mesh.Registrar.Tests.Docker.RealEngine;

/// <summary>One Docker engine and one Consul for all tests with real containers, which run one after the other: a registrar registers every container.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private DockerDaemon? _docker;
    private ConsulServer? _server;
    private string? _missing = DockerDaemon.MissingReason ?? BusyboxImage.MissingReason ?? (ConsulServer.IsMissing ? ConsulServer.SkipReason : null);

    /// <summary>An engine whose containers outlive it.</summary>
    public DockerDaemon Docker => _docker!;

    public ConsulServer Server => _server!;

    public IConsulClient Consul { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (_missing is not null)
        {
            return;
        }

        try
        {
            _docker = await DockerDaemon.StartAsync("--live-restore");
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            _missing = $"dockerd (apt-get install docker.io) does not start here: {e.Message}";
            return;
        }

        await BusyboxImage.ImportAsync(_docker);
        _server = await ConsulServer.StartAsync();
        Consul = ConsulClient.Create(new() { Address = _server.Address.ToString() });
    }

    public async ValueTask DisposeAsync()
    {
        Consul?.Dispose();
        foreach (var part in new IAsyncDisposable?[] { _server, _docker })
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }
    }

    /// <summary>Skips the test where there is no engine.</summary>
    public void SkipWhenMissing() => Assert.SkipWhen(_missing is not null, _missing ?? "");
}
