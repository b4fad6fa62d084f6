using System.Diagnostics;
using Mesh.Tests.Kit;

namespace Mesh.SimpleWeb.Tests;

/// <summary>The real program as a process of its own, at a random port of loopback, and a client of it.</summary>
internal sealed class WebProcess : IAsyncDisposable
{
    // Far beyond what any step takes on a busy machine: reached only when something hangs.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ProgramProcess _process;

    private WebProcess((string Name, string Value)[] environment) =>
        _process = ProgramProcess.Start("SimpleWeb", ["--urls=http://127.0.0.1:0"], [.. NoTelemetry(), .. environment]);

    public HttpClient Client { get; private set; } = new();

    public Uri Address => _process.Address;

    public int Id => _process.Id;

    public string Output => _process.Output;

    public static async Task<WebProcess> StartAsync(params (string Name, string Value)[] environment)
    {
        var web = Launch(environment);
        await web._process.SaysAsync("Now listening on");
        web.Client = web.CreateClient();
        return web;
    }

    /// <summary>Starts the process without expecting it to listen.</summary>
    public static WebProcess Launch(params (string Name, string Value)[] environment) => new(environment);

    /// <summary>A client with a connection pool of its own.</summary>
    public HttpClient CreateClient() => new() { BaseAddress = Address, Timeout = Deadline };

    public void Terminate() => _process.Terminate();

    /// <summary>Asks again and again, without a pause, until <paramref name="condition"/> holds; fails, naming <paramref name="what"/>, when it does not in time.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < Deadline, $"{Deadline.TotalSeconds} s went by before {what}. SimpleWeb said:\n{Output}");
        }
    }

    /// <returns>The exit code.</returns>
    public Task<int> WaitForExitAsync() => _process.WaitForExitAsync();

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return _process.DisposeAsync();
    }

    // Where whoever runs the tests sends telemetry is none of the tests' business.
    private static IEnumerable<(string Name, string Value)> NoTelemetry() =>
        Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).Select(name => (name, ""));
}
