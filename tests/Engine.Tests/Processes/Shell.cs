using System.Collections.Concurrent;
using Aspire.Hosting.Processes;

namespace Mesh.Engine.Tests.Processes;

/// <summary>A /bin/sh script that was started by the launcher, with what it wrote.</summary>
internal sealed class Shell : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly ConcurrentQueue<OutputLine> _lines = new();

    private Shell(IProcessLauncher launcher, string script) =>
        Instance = launcher.Start(new("/bin/sh", ["-c", script], Path.GetTempPath(), new Dictionary<string, string>()), _lines.Enqueue);

    public IRunningInstance Instance { get; }

    public IReadOnlyList<string> Lines => [.. _lines.Select(line => line.Text)];

    public IReadOnlyList<string> Errors => [.. _lines.Where(line => line.IsError).Select(line => line.Text)];

    public static Shell Run(string script, IProcessLauncher? launcher = null) =>
        new(launcher ?? new ProcessLauncher(MeshRun.NewId(), TimeProvider.System), script);

    /// <summary>Waits for a line that starts so and returns the rest of it.</summary>
    public async Task<string> LineAsync(string start)
    {
        await Eventually.Async(
            () => Lines.Any(line => line.StartsWith(start, StringComparison.Ordinal)), Limit, $"there is a line '{start}…'", () => string.Join(" | ", Lines));
        return Lines.First(line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..];
    }

    public Task<int> ExitCodeAsync() => Instance.Completion.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public Task<StopOutcome> StopAsync(double graceSeconds = 30) =>
        Instance.StopAsync(TimeSpan.FromSeconds(graceSeconds), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Instance.DisposeAsync();
}
