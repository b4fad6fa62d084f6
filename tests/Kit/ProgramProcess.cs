using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Mesh.Tests.Kit;

/// <summary>A program as a process of its own, and what it has printed. Killed at the end, if it still runs.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private const int Interruption = 2;
    private const int Termination = 15;

    // Far beyond what any step takes on a busy machine: reached only when something hangs.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    private ProgramProcess(string[] command, IReadOnlyDictionary<string, string>? environment) => _process = Shell.Start(command, _lines.Enqueue, environment);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>The lines it has printed so far.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>All it has printed so far.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>The first address it listens on.</summary>
    public Uri Address
    {
        get
        {
            var line = _lines.First(line => line.Contains(Listening, StringComparison.Ordinal));
            return new(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Split(',')[0].Trim());
        }
    }

    /// <summary>What it has used of the processor.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that it holds, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="command">The program, a path or a name on PATH, and its arguments.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    public static ProgramProcess Start(string[] command, IReadOnlyDictionary<string, string>? environment = null) => new(command, environment);

    /// <summary>Starts one of Mesh's programs, which stand beside the tests. Of variables with the same name the last counts.</summary>
    public static ProgramProcess Start(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment) => Start(
        [Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? $"{program}.exe" : program), .. arguments],
        environment.GroupBy(variable => variable.Name).ToDictionary(same => same.Key, same => same.Last().Value));

    /// <summary>Starts one of Mesh's programs and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; says what it printed.</exception>
    public static async Task<ProgramProcess> StartListeningAsync(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var started = Start(program, arguments, environment);
        await started.SaysAsync(Listening);
        return started;
    }

    /// <summary>Waits until it has printed a line with this text.</summary>
    /// <exception cref="InvalidOperationException">It ended without; says what it printed.</exception>
    public async Task SaysAsync(string text)
    {
        await Eventually.Async(() => HasSaid() || _process.HasExited, Deadline, $"'{text}' is said", () => Output);
        if (_process.HasExited)
        {
            await _process.WaitForExitAsync();
            _ = HasSaid() ? 0 : throw new InvalidOperationException($"It ended with {_process.ExitCode} and did not say '{text}':\n{Output}");
        }

        bool HasSaid() => _lines.Any(line => line.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>Ends it as a terminal does at Ctrl-C: SIGINT.</summary>
    public void Interrupt() => Send(Interruption);

    /// <summary>Asks it to stop as an engine does: SIGTERM.</summary>
    public void Terminate() => Send(Termination);

    /// <summary>Ends it as <c>kill -9</c> does; returns when it is gone.</summary>
    public async Task KillAsync(bool withChildren = false)
    {
        _process.Kill(withChildren);
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for its end, at most two minutes.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="TimeoutException">It still runs; says what it printed.</exception>
    public async Task<int> WaitForExitAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Process {Id} still runs after {Deadline.TotalSeconds:0} s. It said:\n{Output}");
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync(withChildren: true);
        }

        _process.Dispose();
    }

    private void Send(int signal)
    {
        if (Kill(_process.Id, signal) != 0)
        {
            throw new InvalidOperationException($"Process {Id} could not be sent signal {signal}.");
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
