using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Mesh.Tests.Kit;

/// <summary>
/// A real, empty Docker engine of the tests' own, in network, mount and process namespaces of its own: neither the machine's firewall nor any other
/// engine notices it, its socket is where programs in its containers look for it, and everything it started ends with it or with the tests.
/// </summary>
public sealed class DockerDaemon : IAsyncDisposable
{
    // The first process of the namespaces. It ends when its input does, which is when the process that started it ends, however that happens.
    private const string Script =
        """
        set -e
        mount -t tmpfs none /run
        while read -r command words; do
            case $command in
                start)
                    dockerd --host unix:///run/docker.sock --host unix://$1/docker.sock --data-root $1/data --exec-root /run/docker --pidfile /run/docker.pid \
                        --cgroup-parent /$2 --group 0 $words < /dev/null &
                    ;;
                stop)
                    kill -$words $!
                    wait $! || true
                    # Its containerd dies with it, but is taken for alive by the next engine as long as nobody has asked how it ended.
                    rm -f /run/docker/containerd/containerd.pid
                    echo engine ended
                    ;;
            esac
        done
        """;

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(1);
    private static readonly Lazy<string?> Missing = new(WhatIsMissing);
    private static int _count;

    private readonly ConcurrentQueue<string> _output = new();
    private readonly DaemonNetwork _network;
    private readonly Process _process;

    private DockerDaemon(DaemonNetwork network)
    {
        _network = network;
        Folder = Path.Combine(Path.GetTempPath(), network.Name);
        Directory.CreateDirectory(Folder);
        _process = Shell.Start(
            ["nsenter", $"--net={network.File}", "unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", Script, "sh", Folder, network.Name],
            _output.Enqueue);
    }

    /// <summary>Why there can be no engine here, and what would help; null when there can be.</summary>
    public static string? MissingReason => Missing.Value;

    /// <summary>How the <c>docker</c> command and its libraries find the engine: a value for <c>DOCKER_HOST</c>.</summary>
    public string Host => $"unix://{Folder}/docker.sock";

    /// <summary>Where the ports that containers publish are reached.</summary>
    public IPAddress Address => _network.Address;

    /// <summary>What the engine printed so far.</summary>
    public string Output => string.Join('\n', _output);

    private string Folder { get; }

    private bool HasFailed => _process.HasExited || Output.Contains("\nfailed to start ", StringComparison.Ordinal);

    private int Ended => _output.Count(line => line == "engine ended");

    /// <summary>Starts an engine and waits until it answers.</summary>
    /// <param name="options">More options of <c>dockerd</c>, such as <c>--live-restore</c>.</param>
    public static async Task<DockerDaemon> StartAsync(params string[] options)
    {
        if (MissingReason is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        var daemon = new DockerDaemon(await DaemonNetwork.CreateAsync(Interlocked.Increment(ref _count)));
        try
        {
            await daemon.StartEngineAsync(options);
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the engine again.</summary>
    /// <param name="options"><c>--live-restore</c> takes over the containers that still run; without it the engine ends them.</param>
    public async Task StartEngineAsync(params string[] options)
    {
        await TellAsync($"start {string.Join(' ', options)}");
        await Eventually.Async(async () => HasFailed || (await TryRunAsync("version")).ExitCode == 0, StartLimit, "dockerd answers", () => $"\n{Output}\n");
        if (HasFailed)
        {
            throw new InvalidOperationException($"dockerd does not start: {Output}");
        }
    }

    /// <summary>Ends the engine and returns when it is gone. With <c>--live-restore</c>, or killed, it leaves its containers running.</summary>
    /// <param name="signal"><c>TERM</c> or <c>KILL</c>.</param>
    public async Task StopEngineAsync(string signal)
    {
        var before = Ended;
        await TellAsync($"stop {signal}");
        await Eventually.Async(() => Ended > before, StopLimit, "dockerd ends", () => $"\n{Output}\n");
    }

    /// <summary>Runs <c>docker</c> on this engine.</summary>
    /// <returns>What it printed, without the last line break.</returns>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; holds what it printed.</exception>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output) = await TryRunAsync(arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException($"docker {string.Join(' ', arguments)} failed: {output}");
    }

    /// <summary>Runs <c>docker</c> on this engine, whatever comes of it.</summary>
    public Task<(int ExitCode, string Output)> TryRunAsync(params string[] arguments) =>
        Shell.RunAsync(["docker", "--host", Host, .. arguments]);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _network.DisposeAsync();
        ControlGroups.Delete(_network.Name);
        Directory.Delete(Folder, recursive: true);
    }

    private async Task TellAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
    }

    private static string? WhatIsMissing()
    {
        const string Isolation = "unshare --net --mount --pid --fork --mount-proc ip link set lo up";
        return !OperatingSystem.IsLinux() ? "A Docker engine of its own needs Linux."
            : !Works("docker --version") || !Works("dockerd --version") ? "There is no dockerd: apt-get install docker.io"
            : !Works(Isolation) ? "A Docker engine of its own needs root, all capabilities (in a container: --privileged), and iproute2: run the tests as root."
            : null;
    }

    private static bool Works(string command) => Shell.RunAsync(["sh", "-c", $"PATH=$PATH:/usr/sbin:/sbin; {command}"]).GetAwaiter().GetResult().ExitCode == 0;
}
