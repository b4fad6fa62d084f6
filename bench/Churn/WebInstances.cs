using System.Diagnostics;
using Mesh.Bench.Processes;
using Mesh.Bench.Servers;
using Mesh.Tests.Kit.Load;

namespace Mesh.Bench.Churn;

/// <summary>Instances of one service, each a SimpleWeb process, that come and go as a registrar makes them.</summary>
internal sealed class WebInstances(MeshServer mesh) : IAsyncDisposable
{
    private const string Service = "web";

    // The compiler looks at what was called often a moment later, and again at what that brought: so several times.
    private const int WarmUps = 5;
    private const int WarmUpRequests = 200;

    private readonly Queue<(int Port, ServerProcess Process)> _waiting = [];
    private readonly Queue<(int Port, ServerProcess Process)> _registered = [];
    private readonly List<Task> _leaving = [];

    /// <summary>
    /// Starts processes and sends them requests, before anything is measured: their start and their just-in-time compiler would take the processor from
    /// the balancer, which elsewhere has a machine of its own.
    /// </summary>
    public async Task PrepareAsync(int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            var port = ServerProcess.FreePort();
            var address = new Uri($"http://127.0.0.1:{port}");
            var start = new ProcessStartInfo(Path.GetFullPath("SimpleWeb/bin/Release/net10.0/SimpleWeb"), [$"--urls={address}", "--Logging:LogLevel:Default=Warning"]);
            _waiting.Enqueue((port, await ServerProcess.StartAsync(ServerProcess.NewFolder(), start, new Uri(address, "/health"), cancellationToken)));
        }

        for (var i = 0; i < WarmUps; i++)
        {
            foreach (var (port, _) in _waiting)
            {
                await WarmUpAsync(new($"http://127.0.0.1:{port}"), cancellationToken);
            }
        }
    }

    /// <summary>Registers one of those that were prepared.</summary>
    public async Task AddAsync(CancellationToken cancellationToken)
    {
        var next = _waiting.Dequeue();
        _registered.Enqueue(next);
        await mesh.Consul.Agent.RegisterServiceAsync(
            new() { Id = IdOf(next.Port), Name = Service, Address = "127.0.0.1", Port = next.Port, Tags = ["urlprefix-/"] }, cancellationToken);
    }

    /// <summary>Deregisters the oldest, which runs on and may be registered again.</summary>
    public async Task TakeBackAsync(CancellationToken cancellationToken)
    {
        var oldest = _registered.Dequeue();
        await mesh.Consul.Agent.DeregisterServiceAsync(IdOf(oldest.Port), cancellationToken);
        _waiting.Enqueue(oldest);
    }

    /// <summary>Deregisters the oldest and tells it to stop: it finishes what it has.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        var (port, process) = _registered.Dequeue();
        await mesh.Consul.Agent.DeregisterServiceAsync(IdOf(port), cancellationToken);
        _leaving.Add(process.DisposeAsync().AsTask());
    }

    /// <summary>Kills the oldest as <c>kill -9</c> does. Consul goes on listing it.</summary>
    /// <returns>Takes it out of Consul.</returns>
    public async Task<Func<Task>> KillAsync()
    {
        var (port, process) = _registered.Dequeue();
        await process.KillAsync();
        _leaving.Add(process.DisposeAsync().AsTask());
        return () => mesh.Consul.Agent.DeregisterServiceAsync(IdOf(port), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, process) in _waiting.Concat(_registered))
        {
            _leaving.Add(process.DisposeAsync().AsTask());
        }

        await Task.WhenAll(_leaving);
    }

    private static async Task WarmUpAsync(Uri address, CancellationToken cancellationToken)
    {
        using var connection = new KeptConnection(address);
        for (var request = 0; request < WarmUpRequests; request++)
        {
            await connection.ExchangeAsync(ChurnRequests.Get, cancellationToken);
            await connection.ExchangeAsync(ChurnRequests.Post, cancellationToken);
        }
    }

    private static string IdOf(int port) => $"{Service}:{port}";
}
