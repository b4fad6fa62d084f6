using Mesh.Tests.Kit;

namespace Mesh.Registrar.Tests.Functional;

/// <summary>The real program as a process of its own.</summary>
internal sealed class RegistrarProcess : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private readonly ProgramProcess _process;

    private RegistrarProcess(IEnumerable<KeyValuePair<string, string>> environment, IEnumerable<string> arguments) => _process = ProgramProcess.Start(
        "Registrar", arguments,
        [("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Logging__Console__FormatterName", "simple"), .. environment.Select(variable => (variable.Key, variable.Value))]);

    /// <summary>What it has used of the processor.</summary>
    public TimeSpan ProcessorTime => _process.ProcessorTime;

    /// <summary>The memory that it holds, in bytes.</summary>
    public long Memory => _process.Memory;

    /// <summary>What it printed so far.</summary>
    public string Output => _process.Output;

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
        return (await process._process.WaitForExitAsync(), process.Output);
    }

    public int Count(string text) => _process.Lines.Count(line => line.Contains(text, StringComparison.Ordinal));

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
        using var answer = await http.GetAsync(new Uri(_process.Address, path));
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Asks it to stop as an engine does; returns its exit code.</summary>
    public Task<int> TerminateAsync()
    {
        _process.Terminate();
        return _process.WaitForExitAsync();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
