using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Mesh.Tests.Kit;

namespace Mesh.Bench.Processes;

/// <summary>A server in the foreground with a folder for its files. Disposing ends it, with its descendants, and deletes the folder.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    private readonly ConcurrentQueue<string?> _output = new();
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private ServerProcess(DirectoryInfo folder, ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _folder = folder;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data);
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    private string Output => string.Join('\n', _output);

    public static DirectoryInfo NewFolder() => Directory.CreateTempSubdirectory("mesh-bench-");

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a server and waits until it answers a request with success.</summary>
    public static async Task<ServerProcess> StartAsync(DirectoryInfo folder, ProcessStartInfo start, Uri answers, CancellationToken cancellationToken)
    {
        var server = new ServerProcess(folder, start);
        try
        {
            using var client = new HttpClient();
            await Eventually.Async(
                async () => server._process.HasExited || (await client.GetAsync(answers, cancellationToken)).IsSuccessStatusCode,
                StartLimit, $"{start.FileName} should answer at {answers}", () => server.Output);
            return server._process.HasExited ? throw new InvalidOperationException($"{start.FileName} ended. It said:\n{server.Output}") : server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills it as <c>kill -9</c> does; returns when it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Asked first, not killed: nginx's master then ends its workers itself.
        _ = Kill(_process.Id, SigTerm);
        using var limit = new CancellationTokenSource(StopLimit);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
