using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Mesh.Hosting.Feed;

/// <summary>The events of one reader: first a snapshot of all instances, then what differs from what it has been told.</summary>
internal static class InstanceFeed
{
    public const string Snapshot = "snapshot";
    public const string Upsert = "upsert";
    public const string Remove = "remove";

    /// <summary>Yields events until cancelled. A reader that is slow gets fewer of them, and always the latest state.</summary>
    public static async IAsyncEnumerable<SseItem<string>> ReadAsync(Board<string> instances, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ImmutableDictionary<string, string>? told = null;
        await foreach (var now in instances.ReadAsync(cancellationToken))
        {
            foreach (var item in told is null ? [All(now)] : Difference(told, now))
            {
                yield return item;
            }

            told = now;
        }
    }

    private static SseItem<string> All(ImmutableDictionary<string, string> instances) => new($"[{string.Join(',', instances.Values)}]", Snapshot);

    private static IEnumerable<SseItem<string>> Difference(ImmutableDictionary<string, string> before, ImmutableDictionary<string, string> now)
    {
        var removed = before.Keys.Where(id => !now.ContainsKey(id))
            .Select(id => new SseItem<string>(JsonSerializer.Serialize(new(id), FeedJson.Default.RemovedInstance), Remove));
        var changed = now.Where(entry => !before.TryGetValue(entry.Key, out var known) || known != entry.Value)
            .Select(entry => new SseItem<string>(entry.Value, Upsert));
        return removed.Concat(changed);
    }
}
