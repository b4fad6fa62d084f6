using System.Threading.Channels;

namespace Mesh.Registrar.Timing;

/// <summary>Tells the one who waits that something changed. Any number of changes before it looks are one.</summary>
internal sealed class ChangeSignal(TimeProvider time)
{
    private readonly Channel<long> _changes =
        Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private Task<bool>? _waiting;

    /// <summary>Says that something changed now.</summary>
    public void Set() => _changes.Writer.TryWrite(time.GetTimestamp());

    /// <summary>
    /// Waits for a change, at most <paramref name="limit"/>. Returns the timestamp of the first change since the last wait, or null
    /// when there was none. For one caller at a time.
    /// </summary>
    public async Task<long?> WaitAsync(TimeSpan limit, CancellationToken cancellation)
    {
        _waiting ??= _changes.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        using (var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            await Task.WhenAny(_waiting, Task.Delay(limit, time, ended.Token));
            await ended.CancelAsync();
        }

        cancellation.ThrowIfCancellationRequested();
        if (!_waiting.IsCompleted)
        {
            return null;
        }

        _waiting = null;
        return _changes.Reader.TryRead(out var changedAt) ? changedAt : null;
    }
}
