[assembly: AssemblyFixture(typeof(Mesh.Consul.Tests.RealConsul))]

namespace Mesh.Consul.Tests;

/// <summary>One real Consul for all tests that only need their own service names; a test that kills its Consul starts its own.</summary>
public sealed class RealConsul : IAsyncLifetime
{
    private ConsulServer? _server;
    private IConsulClient? _client;

    /// <summary>A client of it; asking for it skips the test when there is no Consul.</summary>
    public IConsulClient Client
    {
        get
        {
            Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
            return _client!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!ConsulServer.IsMissing)
        {
            _server = await ConsulServer.StartAsync();
            _client = ConsulClient.Create(new() { Address = _server.Address.ToString() });
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
