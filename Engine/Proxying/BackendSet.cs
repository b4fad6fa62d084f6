using System.Collections.Immutable;
using System.Net;

namespace Aspire.Hosting.Proxying;

/// <summary>The addresses a proxy forwards to, replaced as a whole.</summary>
internal sealed class BackendSet
{
    private Snapshot _current = new([]);

    /// <summary>The set as it is now.</summary>
    public Snapshot Current => Volatile.Read(ref _current);

    /// <summary>Replaces the set and wakes whoever waits for a change.</summary>
    public void Replace(ImmutableArray<EndPoint> addresses) => Interlocked.Exchange(ref _current, new Snapshot(addresses)).MarkReplaced();

    /// <summary>One state of the set.</summary>
    internal sealed class Snapshot(ImmutableArray<EndPoint> addresses)
    {
        private readonly TaskCompletionSource _replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The addresses, in no order.</summary>
        public ImmutableArray<EndPoint> Addresses => addresses;

        /// <summary>Completes when there is a newer state.</summary>
        public Task Replaced => _replaced.Task;

        /// <summary>Completes <see cref="Replaced"/>.</summary>
        public void MarkReplaced() => _replaced.SetResult();
    }
}
