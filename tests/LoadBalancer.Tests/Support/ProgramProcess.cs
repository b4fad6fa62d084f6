using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Mesh.Tests.Kit;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>One of Mesh's programs as a process of its own.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process = new();
    private readonly StringBuilder _output = new();

    private ProgramProcess(string program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var start = _process.StartInfo;
        start.FileName = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? $"{program}.exe" : program);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    public int Id => _process.Id;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>The first address it listens on.</summary>
    public Uri Address
    {
        get
        {
            var line = Output.Split('\n').First(line => line.Contains(Listening, StringComparison.Ordinal));
            return new(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Split(',')[0].Trim());
        }
    }

    /// <summary>Starts a program without expecting it to listen.</summary>
    public static ProgramProcess Launch(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var launched = new ProgramProcess(program, arguments, environment);
        launched._process.Start();
        launched._process.BeginOutputReadLine();
        launched._process.BeginErrorReadLine();
        return launched;
    }

    /// <summary>Starts a program and waits until it listens.</summary>
    public static async Task<ProgramProcess> StartAsync(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var started = Launch(program, arguments, environment);
        await Eventually.Async(
            () => started.Output.Contains(Listening, StringComparison.Ordinal), Deadline, $"{program} should listen", () => started.Output);
        return started;
    }

    /// <summary>Kills the process as <c>kill -9</c> does; returns when it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends SIGTERM.</summary>
    public void Terminate() => Assert.Equal(0, Kill(_process.Id, signal: 15));

    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The process was still running after {Deadline.TotalSeconds} s. It said:\n{Output}");
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        lock (_output)
        {
            _output.Append(line).Append('\n');
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
