namespace Mesh.LoadBalancer.Resilience;

/// <summary>
/// Keeps the retries of a service to a share of its requests, so that trouble is not made worse by everything being tried several times. Requests
/// are not counted here: whoever asks says how many there were.
/// </summary>
internal sealed class RetryBudget(RetryOptions options, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private long _since = time.GetTimestamp();
    private long _begunBefore;
    private double _share;
    private int _used;

    /// <summary>Whether one more retry may be made; counts it.</summary>
    /// <param name="begun">How many requests the service ever got.</param>
    public bool TryWithdraw(long begun)
    {
        lock (_lock)
        {
            // Instances that leave take their requests with them.
            var requests = Math.Max(0, begun - _begunBefore);
            var elapsed = time.GetElapsedTime(_since);
            if (elapsed >= Window)
            {
                _share = options.Share * requests * (Window / elapsed);
                (_since, _begunBefore, _used, requests) = (time.GetTimestamp(), begun, 0, 0);
            }

            var allowed = Math.Max(_share, options.Share * requests) + (options.PerSecond * Window.TotalSeconds);
            return _used < allowed && ++_used > 0;
        }
    }
}
