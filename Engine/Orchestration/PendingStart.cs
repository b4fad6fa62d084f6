namespace Aspire.Hosting.Orchestration;

/// <summary>A start that still waits for others, and what may end that wait.</summary>
internal sealed class PendingStart(CancellationToken cancellationToken) : IDisposable
{
    private readonly TaskCompletionSource _forced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    /// <summary>Ends when somebody wants the start now.</summary>
    public Task Forced => _forced.Task;

    /// <summary>Cancelled when nobody wants the start any more.</summary>
    public CancellationToken Stopped => _stopped.Token;

    public bool Force() => _forced.TrySetResult();

    public void Stop()
    {
        try
        {
            _stopped.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The wait has just ended by itself.
        }
    }

    public void Dispose() => _stopped.Dispose();
}
