using System.Diagnostics;
using Mesh.Bench.Processes;

namespace Mesh.Bench.Servers;

/// <summary>The registrar, Release-built, at a Docker engine and a Consul. Disposing tells it to stop, so that it takes its entries out.</summary>
internal sealed class RegistrarServer : IAsyncDisposable
{
    private readonly ServerProcess _server;

    private RegistrarServer(ServerProcess server) => _server = server;

    public int ProcessId => _server.Id;

    /// <summary>Starts it and waits until its first full sync is done.</summary>
    public static async Task<RegistrarServer> StartAsync(string dockerHost, Uri consul, CancellationToken cancellationToken, params string[] options)
    {
        var url = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        var start = new ProcessStartInfo(
            Path.GetFullPath("Registrar/bin/Release/net10.0/Registrar"), [$"--urls={url}", "--Logging:LogLevel:Default=Warning", .. options, $"consul://{consul.Authority}"]);
        start.Environment["DOCKER_HOST"] = dockerHost;
        return new(await ServerProcess.StartAsync(ServerProcess.NewFolder(), start, new Uri($"{url}/health"), cancellationToken));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
