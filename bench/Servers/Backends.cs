using Mesh.Bench.Processes;

namespace Mesh.Bench.Servers;

/// <summary>One nginx that serves the same static files at three ports: the three instances of the service.</summary>
internal sealed class Backends : IAsyncDisposable
{
    private const int Instances = 3;

    private readonly ServerProcess _server;

    private Backends(ServerProcess server, IReadOnlyList<int> ports)
    {
        _server = server;
        Ports = ports;
    }

    public IReadOnlyList<int> Ports { get; }

    /// <summary>The path of a body of so many bytes.</summary>
    public static string PathOf(int bytes) => $"/{bytes}.bin";

    public static async Task<Backends> StartAsync(IReadOnlyList<int> sizes, CancellationToken cancellationToken)
    {
        var folder = ServerProcess.NewFolder();
        foreach (var bytes in sizes)
        {
            await File.WriteAllBytesAsync($"{folder.FullName}{PathOf(bytes)}", [.. Enumerable.Repeat((byte)'x', bytes)], cancellationToken);
        }

        int[] ports = [.. Enumerable.Range(0, Instances).Select(_ => ServerProcess.FreePort())];
        var start = Nginx.Start(folder, workers: 1, $$"""
            sendfile on;
            tcp_nopush on;
            open_file_cache max=100;
            server {
              {{string.Join(' ', ports.Select(port => $"listen 127.0.0.1:{port};"))}}
              root {{folder.FullName}};
            }
            """);
        return new Backends(await ServerProcess.StartAsync(folder, start, new Uri($"http://127.0.0.1:{ports[0]}{PathOf(sizes[0])}"), cancellationToken), ports);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
