namespace Mesh.LoadBalancer.Limits;

/// <summary>
/// Opens when too many requests of a service, or of a route, fail, whatever the instance, and closes when a single one that is let through after a while succeeds.
/// </summary>
internal sealed class CircuitBreaker(BreakerOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _windowStart = time.GetTimestamp();
    private int _requests;
    private int _failures;
    private long _openedAt;
    private bool _isOpen;
    private bool _isTried;

    /// <summary>Whether requests are refused.</summary>
    public bool IsOpen => Volatile.Read(ref _isOpen);

    /// <summary>What reports call it: <c>Off</c>, <c>Closed</c> or <c>Open</c>.</summary>
    public static string Describe(CircuitBreaker? breaker) => breaker is null ? "Off" : breaker.IsOpen ? "Open" : "Closed";

    /// <summary>Whether a request is let through; if not, how many seconds the client should wait. One that is must be observed.</summary>
    public bool Admits(out int retryAfter)
    {
        retryAfter = 0;
        if (!IsOpen)
        {
            return true;
        }

        lock (_lock)
        {
            var rest = options.OpenFor - time.GetElapsedTime(_openedAt);
            if (!_isOpen || (rest <= TimeSpan.Zero && !_isTried))
            {
                _isTried = _isOpen;
                return true;
            }

            retryAfter = Math.Max(1, (int)Math.Ceiling(rest.TotalSeconds));
            return false;
        }
    }

    /// <summary>Notes how a request ended.</summary>
    /// <param name="isFailure">Null when it says nothing about the service.</param>
    public void Observe(bool? isFailure)
    {
        lock (_lock)
        {
            if (_isOpen)
            {
                EndTrial(isFailure);
            }
            else if (isFailure is { } failed)
            {
                Count(failed);
            }
        }
    }

    // Requests that began before it opened may end meanwhile; only the one on trial decides.
    private void EndTrial(bool? isFailure)
    {
        if (!_isTried)
        {
            return;
        }

        _isTried = false;
        if (isFailure == true)
        {
            _openedAt = time.GetTimestamp();
        }
        else if (isFailure == false)
        {
            Volatile.Write(ref _isOpen, false);
            StartWindow();
        }
    }

    private void Count(bool failed)
    {
        if (time.GetElapsedTime(_windowStart) >= options.Interval)
        {
            StartWindow();
        }

        _requests++;
        _failures += failed ? 1 : 0;
        if (_requests >= options.MinimumRequests && _failures >= options.FailureRate * _requests)
        {
            _openedAt = time.GetTimestamp();
            Volatile.Write(ref _isOpen, true);
        }
    }

    private void StartWindow() => (_windowStart, _requests, _failures) = (time.GetTimestamp(), 0, 0);
}
