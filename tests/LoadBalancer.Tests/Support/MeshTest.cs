using Mesh.Consul;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>A test with a real Consul, instances registered in it, and balancers that follow it. Whatever it started ends with it.</summary>
public abstract class MeshTest(ConsulServer? server) : IAsyncLifetime
{
    /// <summary>Far beyond what any step takes on a busy machine: reached only when something does not happen at all.</summary>
    protected static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Stack<IAsyncDisposable> _started = new();
    private readonly IConsulClient? _consul = server is null ? null : ConsulClient.Create(new() { Address = server.Address.ToString() });
    private readonly HashSet<string> _registered = [];
    private readonly bool _isShared;
    private int _instances;

    protected MeshTest(SharedConsul shared)
        : this(shared.Server) => _isShared = true;

    /// <summary>A service that no other test knows.</summary>
    protected string Service { get; } = $"web-{Guid.NewGuid():N}"[..12];

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    internal ConsulServer Server => server!;

    internal IConsulClient Consul => _consul!;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var started in _started)
        {
            await started.DisposeAsync();
        }

        if (_isShared && server is not null)
        {
            foreach (var id in _registered)
            {
                await Consul.Agent.DeregisterServiceAsync(id, CancellationToken.None);
            }
        }

        _consul?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A balancer whose default service is the test's; ready when this returns.</summary>
    internal async Task<Balancer> StartBalancerAsync(params string[] settings) =>
        Track(await Balancer.StartAsync([$"--CONSUL_HTTP_ADDR={Server.Address}", $"--LoadBalancer:DefaultService={Service}", .. settings]));

    /// <summary>An instance in this process, without registering it.</summary>
    internal async Task<Backend> StartBackendAsync(RequestDelegate? answer = null, bool http2 = false, bool secure = false) =>
        Track(await Backend.StartAsync($"{Service}-{Interlocked.Increment(ref _instances)}", answer, http2, secure));

    /// <summary>An instance in this process, registered as passing.</summary>
    internal async Task<Backend> AddInstanceAsync(RequestDelegate? answer = null, bool http2 = false, params string[] tags)
    {
        var backend = await StartBackendAsync(answer, http2);
        await RegisterAsync(backend.Name, backend.Port, tags);
        return backend;
    }

    internal Task RegisterAsync(string id, int port, params string[] tags) => RegisterAsync(Service, id, port, tags);

    internal Task RegisterAsync(string service, string id, int port, string[] tags) =>
        RegisterAsync(new ServiceRegistration { Id = id, Name = service, Address = "127.0.0.1", Port = port, Tags = tags });

    internal async Task RegisterAsync(ServiceRegistration entry)
    {
        _registered.Add(entry.Id!);
        await Consul.Agent.RegisterServiceAsync(entry, Cancelled);
    }

    internal Task DeregisterAsync(string id) => Consul.Agent.DeregisterServiceAsync(id, Cancelled);

    internal T Track<T>(T started)
        where T : IAsyncDisposable
    {
        _started.Push(started);
        return started;
    }
}
