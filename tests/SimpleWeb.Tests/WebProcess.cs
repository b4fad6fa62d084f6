using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Mesh.SimpleWeb.Tests;

/// <summary>The real program as a process of its own, at a random port of loopback.</summary>
internal sealed class WebProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    // Far beyond what any step takes on a busy machine: reached only when something hangs.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process = new();
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WebProcess((string Name, string Value)[] environment)
    {
        var start = _process.StartInfo;
        start.FileName = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "SimpleWeb.exe" : "SimpleWeb");
        start.ArgumentList.Add("--urls=http://127.0.0.1:0");
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public HttpClient Client { get; private set; } = new();

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

    public static async Task<WebProcess> StartAsync(params (string Name, string Value)[] environment)
    {
        var web = Launch(environment);
        var exit = web.WaitForExitAsync();
        if (await Task.WhenAny(web._address.Task, exit) == exit)
        {
            Assert.Fail($"SimpleWeb did not start (exit code {await exit}):\n{web.Output}");
        }

        web.Address = await web._address.Task;
        web.Client = web.CreateClient();
        return web;
    }

    /// <summary>Starts the process without expecting it to listen.</summary>
    public static WebProcess Launch(params (string Name, string Value)[] environment)
    {
        var web = new WebProcess(environment);
        web._process.Start();
        web._process.BeginOutputReadLine();
        web._process.BeginErrorReadLine();
        return web;
    }

    /// <summary>A client with a connection pool of its own.</summary>
    public HttpClient CreateClient() => new() { BaseAddress = Address, Timeout = Deadline };

    public void Terminate() => Assert.Equal(0, Kill(_process.Id, signal: 15));

    /// <summary>Asks again and again until <paramref name="condition"/> holds; fails, naming <paramref name="what"/>, when it does not in time.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < Deadline, $"{Deadline.TotalSeconds} s went by before {what}. SimpleWeb said:\n{Output}");
        }
    }

    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"SimpleWeb was still running after {Deadline.TotalSeconds} s. It said:\n{Output}");
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private void Read(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line?.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            _address.TrySetResult(new Uri(line[(at + Listening.Length)..]));
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
