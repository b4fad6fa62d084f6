using System.Collections.Concurrent;
using System.Diagnostics;

namespace Mesh.Tests.Kit;

/// <summary>A real, empty Consul of its own (<c>consul agent -dev</c>) on random ports of the loopback address. Disposing kills it.</summary>
public sealed class ConsulServer : IAsyncDisposable
{
    /// <summary>What a test that needs Consul says when there is none: <c>Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason)</c>.</summary>
    public const string SkipReason = "Consul is missing: run eng/get-consul";

    private const int StartAttempts = 3;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly ConcurrentDictionary<ConsulServer, bool> Running = new();

    private readonly ConcurrentQueue<string> _output = new();
    private readonly int[] _ports;
    private readonly string[] _arguments;
    private Process? _process;

    static ConsulServer() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
    {
        foreach (var server in Running.Keys)
        {
            server._process?.Kill();
        }
    };

    private ConsulServer(int[] ports, string[] arguments)
    {
        _ports = ports;
        _arguments = arguments;
        Address = new Uri($"http://127.0.0.1:{ports[0]}");
    }

    /// <summary>Whether there is no Consul on PATH or in <c>.tools</c>.</summary>
    public static bool IsMissing => ConsulBinary.Path is null;

    /// <summary>What the configuration of this Consul calls the token that may do everything.</summary>
    public static string ManagementWord => ConsulBinary.ManagementWord;

    /// <summary>The HTTP API, such as <c>http://127.0.0.1:40123</c>; stays the same over a restart.</summary>
    public Uri Address { get; }

    /// <summary>What Consul printed so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts Consul and waits until it has a leader and lists itself.</summary>
    /// <param name="arguments">More arguments of <c>consul agent</c>, such as <c>-hcl</c> and some configuration.</param>
    public static async Task<ConsulServer> StartAsync(params string[] arguments)
    {
        if (IsMissing)
        {
            throw new InvalidOperationException(SkipReason);
        }

        for (var attempt = 1; ; attempt++)
        {
            var server = new ConsulServer(FreePorts.Take(3), arguments);
            try
            {
                await server.RestartAsync();
                return server;
            }
            catch (InvalidOperationException) when (attempt < StartAttempts)
            {
                // Another program took one of the free ports first.
            }
        }
    }

    /// <summary>Starts Consul again on the same ports. It remembers nothing.</summary>
    /// <exception cref="InvalidOperationException">Consul ended at once; holds what it printed.</exception>
    public async Task RestartAsync()
    {
        await KillAsync();
        var process = _process = Start();
        Running[this] = true;
        try
        {
            using var http = new HttpClient { BaseAddress = Address };
            await Eventually.Async(
                async () => process.HasExited || await IsReadyAsync(http), StartLimit, "Consul should have started", () => $"\n{Output}\n");
            if (process.HasExited)
            {
                // Its last words are still on their way.
                await process.WaitForExitAsync();
                throw new InvalidOperationException($"Consul ended with code {process.ExitCode} and printed:\n{Output}");
            }
        }
        catch
        {
            await KillAsync();
            throw;
        }
    }

    /// <summary>Kills Consul as <c>kill -9</c> does, and returns when it is gone. Does nothing when it does not run.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            Running.TryRemove(this, out _);
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task<bool> IsReadyAsync(HttpClient http)
    {
        // Before one of these lines the agent has yet to write its node into the catalogue, which would move indexes under a test.
        return await http.GetStringAsync("v1/status/leader") != "\"\""
            && _output.Any(line => line.Contains("Synced node info", StringComparison.Ordinal) || line.Contains("blocked by ACLs", StringComparison.Ordinal));
    }

    private Process Start()
    {
        _output.Clear();
        string[] fixedArguments =
        [
            "agent", "-dev", "-bind", "127.0.0.1", "-client", "127.0.0.1",
            "-http-port", $"{_ports[0]}", "-server-port", $"{_ports[1]}", "-serf-lan-port", $"{_ports[2]}",
            "-serf-wan-port", "-1", "-dns-port", "-1", "-grpc-port", "-1",
        ];
        string[] grpcTls = ConsulBinary.HasGrpcTls ? ["-grpc-tls-port", "-1"] : [];
        var process = Process.Start(new ProcessStartInfo(ConsulBinary.Path!, [.. fixedArguments, .. grpcTls, .. _arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }
}
