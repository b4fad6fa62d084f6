using System.Diagnostics;
using Mesh.Bench.Processes;

namespace Mesh.Bench.Servers;

/// <summary>HAProxy with a thread per core (its default), round robin and connections shared by all clients.</summary>
internal sealed class HAProxyProxy : IProxy
{
    private readonly ServerProcess _server;
    private readonly int _port;

    private HAProxyProxy(ServerProcess server, int port)
    {
        _server = server;
        _port = port;
    }

    public string Name => "HAProxy";

    public int ProcessId => _server.Id;

    public static async Task<HAProxyProxy> StartAsync(IReadOnlyList<int> backends, int bytes, CancellationToken cancellationToken)
    {
        var folder = ServerProcess.NewFolder();
        var port = ServerProcess.FreePort();
        await File.WriteAllTextAsync($"{folder.FullName}/haproxy.cfg", $"""
            global
              maxconn 4096
            defaults
              mode http
              timeout connect 2s
              timeout client 100s
              timeout server 100s
              option forwardfor
              http-reuse always
            frontend public
              bind 127.0.0.1:{port}
              http-request set-header X-Forwarded-Host %[req.hdr(host)]
              http-request set-header X-Forwarded-Proto http
              default_backend web
            backend web
              balance roundrobin
            {string.Join('\n', backends.Select((backend, i) => $"  server web{i} 127.0.0.1:{backend}"))}

            """, cancellationToken);
        var start = new ProcessStartInfo("haproxy", ["-db", "-f", $"{folder.FullName}/haproxy.cfg"]);
        return new HAProxyProxy(
            await ServerProcess.StartAsync(folder, start, new Uri($"http://127.0.0.1:{port}{Backends.PathOf(bytes)}"), cancellationToken), port);
    }

    public Uri Url(int bytes) => new($"http://127.0.0.1:{_port}{Backends.PathOf(bytes)}");

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
