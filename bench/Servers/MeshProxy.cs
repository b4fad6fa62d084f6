using System.Diagnostics;
using Mesh.Bench.Processes;
using Mesh.Consul;
using Mesh.Tests.Kit;

namespace Mesh.Bench.Servers;

/// <summary>The load balancer, Release-built and on its own, with a real Consul that lists the backends as service <c>web</c>.</summary>
internal sealed class MeshProxy : IProxy
{
    private readonly ConsulServer _consul;
    private readonly ServerProcess _server;
    private readonly int _port;

    private MeshProxy(ConsulServer consul, ServerProcess server, int port)
    {
        _consul = consul;
        _server = server;
        _port = port;
    }

    public string Name => "Mesh";

    public int ProcessId => _server.Id;

    public static async Task<MeshProxy> StartAsync(IReadOnlyList<int> backends, int bytes, CancellationToken cancellationToken)
    {
        var consul = await ConsulServer.StartAsync();
        try
        {
            var agent = ConsulClient.Create(new ConsulOptions { Address = consul.Address.ToString() }).Agent;
            foreach (var backend in backends)
            {
                await agent.RegisterServiceAsync(new() { Id = $"web:{backend}", Name = "web", Address = "127.0.0.1", Port = backend }, cancellationToken);
            }

            var port = ServerProcess.FreePort();
            var start = new ProcessStartInfo(
                Path.GetFullPath("LoadBalancer/bin/Release/net10.0/LoadBalancer"),
                [
                    $"--urls=http://127.0.0.1:{port}",
                    $"--LoadBalancer:AdminUrl=http://127.0.0.1:{ServerProcess.FreePort()}",
                    "--LoadBalancer:DefaultService=web",
                ]);
            start.Environment["CONSUL_HTTP_ADDR"] = consul.Address.ToString();
            var answers = new Uri($"http://127.0.0.1:{port}{Backends.PathOf(bytes)}");
            return new MeshProxy(consul, await ServerProcess.StartAsync(ServerProcess.NewFolder(), start, answers, cancellationToken), port);
        }
        catch
        {
            await consul.DisposeAsync();
            throw;
        }
    }

    public Uri Url(int bytes) => new($"http://127.0.0.1:{_port}{Backends.PathOf(bytes)}");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _consul.DisposeAsync();
    }
}
