using Mesh.Bench.Processes;

namespace Mesh.Bench.Servers;

/// <summary>nginx as its documentation sets a proxy up: one worker per core, HTTP/1.1 and kept-alive connections to the upstream.</summary>
internal sealed class NginxProxy : IProxy
{
    private readonly ServerProcess _server;
    private readonly int _port;

    private NginxProxy(ServerProcess server, int port)
    {
        _server = server;
        _port = port;
    }

    public string Name => "nginx";

    public int ProcessId => _server.Id;

    public static async Task<NginxProxy> StartAsync(IReadOnlyList<int> backends, int bytes, CancellationToken cancellationToken)
    {
        var folder = ServerProcess.NewFolder();
        var port = ServerProcess.FreePort();
        var start = Nginx.Start(folder, Environment.ProcessorCount, $$"""
            upstream web {
              {{string.Join(' ', backends.Select(backend => $"server 127.0.0.1:{backend};"))}}
              keepalive 256;
              keepalive_requests 100000000;
            }
            server {
              listen 127.0.0.1:{{port}};
              location / {
                proxy_pass http://web;
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-For $remote_addr;
                proxy_set_header X-Forwarded-Host $http_host;
                proxy_set_header X-Forwarded-Proto $scheme;
              }
            }
            """);
        return new NginxProxy(
            await ServerProcess.StartAsync(folder, start, new Uri($"http://127.0.0.1:{port}{Backends.PathOf(bytes)}"), cancellationToken), port);
    }

    public Uri Url(int bytes) => new($"http://127.0.0.1:{_port}{Backends.PathOf(bytes)}");

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
