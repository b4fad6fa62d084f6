using Mesh.Consul;
using Mesh.Registrar.Tests.Functional;

[assembly: AssemblyFixture(typeof(ConsulFixture))]

namespace Mesh.Registrar.Tests.Functional;

/// <summary>One Consul for all tests that do not harm it. Tests keep apart by the names of host and service.</summary>
public sealed class ConsulFixture : IAsyncLifetime
{
    private ConsulServer? _server;

    public Uri Address => _server!.Address;

    public IConsulClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!ConsulServer.IsMissing)
        {
            _server = await ConsulServer.StartAsync();
            Client = ConsulClient.Create(new() { Address = Address.ToString() });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            Client.Dispose();
            await server.DisposeAsync();
        }
    }
}
