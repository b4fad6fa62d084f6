using System.Diagnostics;
using Mesh.Bench.Processes;
using Mesh.Consul;
using Mesh.Tests.Kit;

namespace Mesh.Bench.Servers;

/// <summary>The load balancer, Release-built and on its own, with a real Consul of its own.</summary>
internal sealed class MeshServer(ConsulServer consul, int port) : IAsyncDisposable
{
    private ServerProcess? _server;

    public int ProcessId => _server!.Id;

    public Uri Address { get; } = new($"http://127.0.0.1:{port}");

    public Uri ConsulAddress => consul.Address;

    public IConsulClient Consul { get; } = ConsulClient.Create(new() { Address = consul.Address.ToString() });

    /// <summary>Starts Consul, but not the balancer yet.</summary>
    public static async Task<MeshServer> PrepareAsync() => new(await ConsulServer.StartAsync("-log-level", "info"), ServerProcess.FreePort());

    /// <summary>Starts the balancer and waits until it is ready: Consul has answered for every route.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> StartAsync(CancellationToken cancellationToken)
    {
        var admin = ServerProcess.FreePort();
        var start = new ProcessStartInfo(
            Path.GetFullPath("LoadBalancer/bin/Release/net10.0/LoadBalancer"),
            [$"--urls={Address.GetLeftPart(UriPartial.Authority)}", $"--LoadBalancer:AdminUrl=http://127.0.0.1:{admin}", "--Logging:LogLevel:Default=Warning"]);
        start.Environment["CONSUL_HTTP_ADDR"] = consul.Address.ToString();
        var began = Stopwatch.GetTimestamp();
        _server = await ServerProcess.StartAsync(ServerProcess.NewFolder(), start, new Uri($"http://127.0.0.1:{admin}/health"), cancellationToken);
        return Stopwatch.GetElapsedTime(began);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Consul.Dispose();
        await consul.DisposeAsync();
    }
}
