using Mesh.Registrar.Configuration;
using Mesh.Registrar.Telemetry;
using Mesh.Registrar.Timing;

namespace Mesh.Registrar.Reconciliation;

/// <summary>
/// Applies changes: at most <see cref="RegistrarSettings.Concurrency"/> at a time, never two of one entry at once, and each entry that fails
/// waits for itself alone (100 ms doubling to 5 s, with jitter).
/// </summary>
internal sealed class EntryWriter(
    IServiceRegistry registry,
    RegistrarSettings settings,
    ChangeSignal changed,
    RegistrarMetrics metrics,
    ChangeTraces traces,
    TimeProvider time,
    Random random,
    ILogger<EntryWriter> logger) : IDisposable
{
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(1);

    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), random);
    private readonly SemaphoreSlim _slots = new(settings.Concurrency);
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, EntryProgress> _entries = new(StringComparer.Ordinal);
    private readonly ITimer _nextLook = time.CreateTimer(_ => changed.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    private int _writing;

    /// <summary>The entries that are being written now: what is read of them at the same time may be old already.</summary>
    public IReadOnlySet<string> Writing =>
        Ask(entries => entries.Where(each => each.Value.IsWriting).Select(each => each.Key).ToHashSet(StringComparer.Ordinal));

    /// <summary>What keeps entries from being written, for people; null when nothing does.</summary>
    public string? Trouble
    {
        get
        {
            var failures = Ask(entries => entries.Values.Select(entry => entry.Failure).OfType<string>().ToList());
            return failures.Count == 0 ? null : $"Consul does not take {failures.Count} of the changes. {failures[0]}";
        }
    }

    /// <summary>
    /// Begins every change that can begin now and returns at once; <see cref="ChangeSignal"/> is set when there may be more to do, and when one that
    /// failed may be tried again.
    /// Entries not among <paramref name="changes"/> are as they should be.
    /// </summary>
    /// <param name="changes">All differences that were found.</param>
    /// <param name="writingAtRead">The entries that were being written when they were looked for: those are looked at again.</param>
    /// <param name="noticedAt">When the difference began to exist, as far as known.</param>
    public void Apply(IReadOnlyCollection<Change> changes, IReadOnlySet<string> writingAtRead, long noticedAt)
    {
        lock (_lock)
        {
            var wanted = changes.Select(change => change.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var (id, _) in _entries.Where(each => !each.Value.IsWriting && !wanted.Contains(each.Key) && !writingAtRead.Contains(each.Key)))
            {
                _entries.Remove(id);
            }

            foreach (var change in changes)
            {
                if (!_entries.TryGetValue(change.Id, out var entry))
                {
                    _entries[change.Id] = entry = new();
                }

                if (entry.IsWriting)
                {
                    entry.IsStale = true;
                }
                else if (writingAtRead.Contains(change.Id))
                {
                    changed.Set();
                }
                else if (CanBegin(change, entry))
                {
                    entry.NoticedAt ??= noticedAt;
                    entry.IsWriting = true;
                    _writing++;
                    entry.Write = Task.Run(() => WriteAsync(change, entry));
                }
            }

            SetNextLook();
        }
    }

    /// <summary>Waits for the writes that are under way; those not done when <paramref name="limit"/> is cancelled are given up.</summary>
    public async Task FinishAsync(CancellationToken limit)
    {
        var writes = Ask(entries => entries.Values.Select(entry => entry.Write).ToArray());
        using var giveUp = limit.Register(_abandoned.Cancel);
        await Task.WhenAll(writes);
    }

    public void Dispose()
    {
        _nextLook.Dispose();
        _slots.Dispose();
        _abandoned.Dispose();
    }

    private T Ask<T>(Func<Dictionary<string, EntryProgress>, T> question)
    {
        lock (_lock)
        {
            return question(_entries);
        }
    }

    // Each entry for itself: a write that hangs must keep no other from being looked at, nor from being tried again.
    private void SetNextLook()
    {
        var wait = _entries.Values.Where(entry => !entry.IsWriting).Select(entry => entry.Written is null ? entry.Wait(time) : LookAfter).Min();
        _nextLook.Change(wait ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private bool CanBegin(Change change, EntryProgress entry)
    {
        if (entry.Wait(time) > TimeSpan.Zero)
        {
            return false;
        }

        if (entry.Written != change.Effect)
        {
            return true;
        }

        // Written with success and still different: Consul does not keep it, or somebody else fights over it.
        entry.Fail($"Consul does not keep {change.Id}.", time, _backoff);
        if (entry.HasNewTrouble(change.Effect))
        {
            Log.NotKept(logger, change.Id, change.Effect);
        }

        return false;
    }

    private async Task WriteAsync(Change change, EntryProgress entry)
    {
        RegistryException? failure = null;
        using var trace = traces.Begin(change);
        try
        {
            await _slots.WaitAsync(_abandoned.Token);
            try
            {
                await trace.Change.ApplyAsync(registry, _abandoned.Token);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException) when (_abandoned.IsCancellationRequested)
        {
            failure = new("abandoned", "the registrar stops and waits no longer");
        }
        catch (Exception e)
        {
            // Whatever it is, it must keep neither this entry from being tried again nor any other from being written.
            failure = e as RegistryException ?? new(e.GetType().Name, e.Message, e);
        }

        trace.End(failure); // Before the next try begins, which Finish may cause.
        Finish(change, entry, failure);
    }

    private void Finish(Change change, EntryProgress entry, RegistryException? failure)
    {
        if (failure is null)
        {
            Log.Applied(logger, change);
            metrics.Applied(change.Operation, time.GetElapsedTime(entry.NoticedAt ?? time.GetTimestamp()));
        }
        else
        {
            metrics.Failed(change.Operation);
        }

        lock (_lock)
        {
            entry.IsWriting = false;
            _writing--;
            if (failure is null)
            {
                entry.Succeed(change.Effect);
            }
            else
            {
                entry.Fail(failure.Message, time, _backoff);
                // One line for one cause, however many entries it meets: a token without rights fails with all of them.
                var isKnown = _entries.Values.Any(other => other != entry && other.Has(failure.Condition));
                if (entry.HasNewTrouble(failure.Condition) && !isKnown)
                {
                    Log.Failed(logger, change.Operation, change.Id, failure.Message);
                }
            }

            SetNextLook();
            if (entry.IsStale || _writing == 0)
            {
                entry.IsStale = false;
                changed.Set();
            }
        }
    }
}
