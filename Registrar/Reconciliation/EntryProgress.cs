using Mesh.Registrar.Timing;

namespace Mesh.Registrar.Reconciliation;

/// <summary>How far the writing of one entry is. Guarded by its writer's lock.</summary>
internal sealed class EntryProgress
{
    private long _failedAt;
    private TimeSpan _pause;
    private string? _trouble;
    private int _failures;

    /// <summary>The write that is under way, or the last one.</summary>
    public Task Write { get; set; } = Task.CompletedTask;

    /// <summary>True while a write is under way.</summary>
    public bool IsWriting { get; set; }

    /// <summary>True when a difference was found while a write was under way: it must be looked at again afterwards.</summary>
    public bool IsStale { get; set; }

    /// <summary>What was last written with success since the entry was last as it should be.</summary>
    public string? Written { get; set; }

    /// <summary>When the difference that is being removed was noticed.</summary>
    public long? NoticedAt { get; set; }

    /// <summary>Why the last write did not lead to the entry as it should be; null when none failed.</summary>
    public string? Failure { get; private set; }

    /// <summary>How long until the next write may begin; null when nothing keeps it.</summary>
    public TimeSpan? Wait(TimeProvider time)
    {
        var left = _pause - time.GetElapsedTime(_failedAt);
        return _pause == TimeSpan.Zero ? null : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>A write worked. Whether it helped shows when the entry is next read; only then is it forgotten that others failed before.</summary>
    public void Succeed(string effect)
    {
        Written = effect;
        NoticedAt = null;
        Failure = null;
        _pause = TimeSpan.Zero;
    }

    /// <summary>A write did not work, or not for long.</summary>
    public void Fail(string failure, TimeProvider time, Backoff backoff)
    {
        Failure = failure;
        Written = null;
        _failedAt = time.GetTimestamp();
        _pause = backoff.After(++_failures);
    }

    /// <summary>True while the last write failed by this trouble.</summary>
    public bool Has(string trouble) => Failure is not null && _trouble == trouble;

    /// <summary>Remembers a trouble; true when it is another one than before.</summary>
    public bool HasNewTrouble(string trouble)
    {
        var isNew = trouble != _trouble;
        _trouble = trouble;
        return isNew;
    }
}
