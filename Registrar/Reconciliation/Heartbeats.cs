using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Mesh.Registrar.Reconciliation;

/// <summary>Knows when the statuses with a time to live were last told, and so which must be told again.</summary>
internal sealed class Heartbeats(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, long> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _begun = new(StringComparer.Ordinal);
    private ImmutableArray<ServiceEntry> _beating = [];

    /// <summary>
    /// How long until the next is due, those that are under way taken as told: one that fails is for its writer to repeat. Null when none is to come.
    /// </summary>
    public TimeSpan? Next => _beating.Select(entry => Left(entry, _begun)).Where(left => left > TimeSpan.Zero).Min();

    /// <summary>
    /// The heartbeats that are due. One is due at once where it is not known when the last one was, as after a start or a registration.
    /// </summary>
    /// <param name="settled">The entries that are as they should be: those that are being written anew need none.</param>
    public ImmutableArray<Change> Due(ImmutableArray<ServiceEntry> settled)
    {
        _beating = [.. settled.Where(entry => entry.SourceCheck?.Heartbeat is not null)];
        foreach (var gone in _begun.Keys.Except(_beating.Select(entry => entry.Id)).ToList())
        {
            _told.TryRemove(gone, out _);
            _begun.Remove(gone);
        }

        var now = time.GetTimestamp();
        ImmutableArray<ServiceEntry> due = [.. _beating.Where(entry => Left(entry, _told) is not { } left || left <= TimeSpan.Zero)];
        foreach (var entry in due)
        {
            _begun[entry.Id] = now;
        }

        return [.. due.Select(entry => new Heartbeat(entry, now, () => _told[entry.Id] = now))];
    }

    private TimeSpan? Left(ServiceEntry entry, IReadOnlyDictionary<string, long> since) =>
        since.TryGetValue(entry.Id, out var at) ? entry.SourceCheck!.Heartbeat - time.GetElapsedTime(at) : null;
}
