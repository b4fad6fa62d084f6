namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// Decides what to serve of the answers of one watch. While Consul does not answer, the last good answer stays, however long. What is missing from
/// the first answers after such trouble is kept for a bounded time, because a registry that lost its memory says the same as one whose services left.
/// What is missing from an answer without trouble before it is gone at once.
/// </summary>
/// <typeparam name="T">An answer.</typeparam>
/// <param name="keep">Given the last good and the new answer, the new one with whatever of the good one is to be kept; the new one itself for nothing.</param>
/// <param name="holdFor">How long what is missing is kept after the first answer that misses it.</param>
/// <param name="time">The clock.</param>
/// <param name="serve">Takes each decision; called under a lock, in order.</param>
internal sealed class LastGood<T>(Func<T, T, T> keep, TimeSpan holdFor, TimeProvider time, Action<T, Staleness?> serve) : IDisposable
    where T : class
{
    private readonly Lock _lock = new();
    private T? _good;
    private T? _held;
    private Staleness? _staleness;
    private ITimer? _deadline;
    private bool _ended;

    /// <summary>Whether what is served is not what Consul says now, as far as is known.</summary>
    public bool IsStale
    {
        get
        {
            lock (_lock)
            {
                return _staleness is not null;
            }
        }
    }

    /// <summary>Begins with what was good, and is served already, until Consul answers.</summary>
    public void Begin(T good, Staleness staleness)
    {
        lock (_lock)
        {
            (_good, _staleness) = (good, staleness);
        }
    }

    /// <summary>Consul answered.</summary>
    /// <param name="answer">What it said.</param>
    /// <param name="afterTrouble">Whether the watch had lost the thread: a restart or an index that went backwards. What <see cref="Failed"/> told needs no repeating.</param>
    public void Answered(T answer, bool afterTrouble)
    {
        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            var kept = _good is not null && (afterTrouble || _staleness is not null) ? keep(_good, answer) : answer;
            if (ReferenceEquals(kept, answer) || holdFor == TimeSpan.Zero)
            {
                Accept(answer);
            }
            else
            {
                Hold(kept, answer);
            }
        }
    }

    /// <summary>Consul did not answer.</summary>
    public void Failed(string reason)
    {
        lock (_lock)
        {
            Release();
            var isNews = _staleness?.Reason != reason;
            _staleness = new(_staleness?.Since ?? time.GetUtcNow(), reason);
            if (_good is not null && !_ended && isNews)
            {
                serve(_good, _staleness);
            }
        }
    }

    /// <summary>Nothing is served any more once this returns.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            Release();
        }
    }

    private void Hold(T kept, T answer)
    {
        _good = kept;
        _held = answer;
        _staleness = new(_staleness?.Since ?? time.GetUtcNow(), $"Consul lost what it knew; kept for up to {holdFor.TotalSeconds:0.#} s");
        _deadline ??= time.CreateTimer(GiveUp, null, holdFor, Timeout.InfiniteTimeSpan);
        serve(kept, _staleness);
    }

    private void GiveUp(object? state)
    {
        lock (_lock)
        {
            if (_held is not null)
            {
                Accept(_held);
            }
        }
    }

    private void Accept(T answer)
    {
        Release();
        _good = answer;
        _staleness = null;
        serve(answer, null);
    }

    private void Release()
    {
        _held = null;
        _deadline?.Dispose();
        _deadline = null;
    }
}
