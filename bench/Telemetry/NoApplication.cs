using System.Runtime.CompilerServices;
using Mesh.Dashboard.Resources;

namespace Mesh.Bench.Telemetry;

/// <summary>An application without resources: the dashboard only takes telemetry.</summary>
internal sealed class NoApplication : IResourceSource
{
    public string ApplicationName => "bench";

    public async IAsyncEnumerable<IReadOnlyList<ResourceSnapshot>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return [];
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(string resourceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield break;
    }

    public string? Reveal(string resourceId, string name) => null;

    public Task<CommandOutcome> ExecuteAsync(
        string resourceId, string command, IReadOnlyDictionary<string, string?> inputs, CancellationToken cancellationToken) =>
        Task.FromResult(new CommandOutcome(false, "There is none."));
}
