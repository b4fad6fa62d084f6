using Mesh.Tests.Kit;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>A Consul for the tests of one class alone, which may kill it.</summary>
public sealed class OwnConsul : IAsyncLifetime
{
    public ConsulServer? Server { get; private set; }

    public async ValueTask InitializeAsync() => Server = ConsulServer.IsMissing ? null : await ConsulServer.StartAsync();

    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
