using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mesh.Dashboard.Resources;

namespace Mesh.Dashboard.Tests.Samples;

/// <summary>An application like Mesh's own, without a process behind it: commands change the snapshots.</summary>
internal sealed class SampleResources : IResourceSource
{
    private readonly ConcurrentDictionary<string, ResourceSnapshot> _resources = new(SampleModel.Resources().Select(resource => KeyValuePair.Create(resource.Id, resource)));
    private readonly ConcurrentDictionary<Channel<IReadOnlyList<ResourceSnapshot>>, byte> _watchers = [];

    public string ApplicationName => "Shop";

    /// <summary>The lines that every resource has written.</summary>
    public Func<string, IReadOnlyList<ConsoleLine>> ConsoleOf { get; init; } = SampleConsole.Of;

    /// <summary>What was executed: resource, command and inputs.</summary>
    public ConcurrentQueue<(string Resource, string Command, IReadOnlyDictionary<string, string?> Inputs)> Executed { get; } = [];

    /// <summary>The masked values that somebody asked for.</summary>
    public ConcurrentQueue<string> Revealed { get; } = [];

    public void Publish(params ResourceSnapshot[] changed)
    {
        foreach (var resource in changed)
        {
            _resources[resource.Id] = resource;
        }

        foreach (var watcher in _watchers.Keys)
        {
            watcher.Writer.TryWrite(changed);
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<ResourceSnapshot>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var changes = Channel.CreateUnbounded<IReadOnlyList<ResourceSnapshot>>();
        _watchers[changes] = 0;
        yield return [.. _resources.Values];
        await foreach (var batch in changes.Reader.ReadAllAsync(cancellationToken))
        {
            yield return batch;
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(string resourceId,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return ConsoleOf(resourceId);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public string? Reveal(string resourceId, string name)
    {
        Revealed.Enqueue(name);
        return "s3cret-value";
    }

    public Task<CommandOutcome> ExecuteAsync(string resourceId, string command, IReadOnlyDictionary<string, string?> inputs,
        CancellationToken cancellationToken)
    {
        Executed.Enqueue((resourceId, command, inputs));
        return Task.FromResult(command == "scale" ? Scale(inputs["n"]) : new CommandOutcome(true));
    }

    private CommandOutcome Scale(string? text)
    {
        if (!int.TryParse(text, out var count) || count is < 1 or > SampleModel.MaxInstances)
        {
            return new(false)
            {
                InputErrors = new Dictionary<string,
                string>
                { ["n"] = $"web can have 1 to {SampleModel.MaxInstances} instances, not {text}." }
            };
        }

        Publish([.. Enumerable.Range(1, SampleModel.MaxInstances).Select(n => SampleModel.Instance(n, n <= count))]);
        return new(true, $"web: {count} instances, all healthy after 0.9 s");
    }
}
