using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Mesh.Registrar.Tests.Functional;

/// <summary>The real program as a process of its own.</summary>
internal sealed partial class RegistrarProcess : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;

    private RegistrarProcess(IEnumerable<KeyValuePair<string, string>> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Registrar.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Logging__Console__FormatterName"] = "simple";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
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

    /// <summary>What it printed so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts it against a feed and a Consul; <paramref name="host"/> tells its entries from those of other tests.</summary>
    public static RegistrarProcess Start(string host, string feedUrl, Uri consul, string token = FakeFeed.Token, params string[] arguments) =>
        new(
            new Dictionary<string, string>
            {
                ["MESH_FEED_URL"] = feedUrl,
                ["MESH_FEED_TOKEN"] = token,
                ["CONSUL_HTTP_ADDR"] = consul.ToString(),
                ["Registrar__Host"] = host,
            },
            arguments);

    /// <summary>Starts it as registrator is started: with its options and a registry URI, at a Docker engine's socket.</summary>
    public static RegistrarProcess StartAsRegistrator(string dockerHost, Uri consul, params string[] options) =>
        new(new Dictionary<string, string> { ["DOCKER_HOST"] = dockerHost }, [.. options, $"consul://{consul.Authority}"]);

    /// <summary>Runs it to its end and returns its exit code and what it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        await using var process = new RegistrarProcess(environment, arguments);
        using var limit = new CancellationTokenSource(Soon);
        await process._process.WaitForExitAsync(limit.Token);
        return (process._process.ExitCode, process.Output);
    }

    public int Count(string text) => _output.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits until it has printed so many lines with this text.</summary>
    public Task SaysAsync(string text, int times = 1) =>
        Eventually.Async(() => Count(text) >= times, Soon, $"the registrar should say '{text}'", () => Output);

    /// <summary>Waits until its readiness begins with this status and body.</summary>
    public async Task IsAsync(string health)
    {
        var last = "";
        await Eventually.Async(
            async () => (last = await HealthAsync()).StartsWith(health, StringComparison.Ordinal),
            Soon,
            $"its health should be '{health}'",
            () => $"{last}\n{Output}");
    }

    /// <summary>Status and body of its readiness, such as <c>200 Healthy</c>.</summary>
    public Task<string> HealthAsync() => GetAsync("/health");

    /// <summary>Status and body of its answer to a path.</summary>
    public async Task<string> GetAsync(string path)
    {
        await SaysAsync("Now listening on");
        using var http = new HttpClient();
        using var answer = await http.GetAsync(Listening().Match(Output).Groups["url"].Value + path);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop as an engine does; returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(Soon);
        await _process.WaitForExitAsync(limit.Token);
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

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _output.Enqueue(text);
        }
    }

    [GeneratedRegex(@"Now listening on: (?<url>\S+)")]
    private static partial Regex Listening();
}
