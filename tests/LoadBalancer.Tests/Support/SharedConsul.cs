using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;

[assembly: AssemblyFixture(typeof(SharedConsul))]

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>One real Consul for all tests that do not stop it; each test uses services of its own name.</summary>
public sealed class SharedConsul : IAsyncLifetime
{
    public ConsulServer? Server { get; private set; }

    public async ValueTask InitializeAsync() => Server = ConsulServer.IsMissing ? null : await ConsulServer.StartAsync();

    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
