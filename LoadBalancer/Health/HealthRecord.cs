namespace Mesh.LoadBalancer.Health;

/// <summary>
/// An instance's failures and what follows from them. Successes, which are nearly everything, only read it.
/// </summary>
internal sealed class HealthRecord(EjectionOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private volatile int _standing;
    private volatile int _consecutive;
    private int _isTried;
    private int _failuresInWindow;
    private long _begunBefore;
    private DateTimeOffset _windowEnds;
    private int _ejections;
    private DateTimeOffset _forgivenAt;

    public Standing Standing => (Standing)_standing;

    /// <summary>Since when it is not <see cref="Standing.Good"/>.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>Until when it is <see cref="Standing.Ejected"/>.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>Why it is not <see cref="Standing.Good"/>, for people.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether a success changes nothing.</summary>
    public bool IsSpotless => _standing == (int)Standing.Good && _consecutive == 0;

    /// <summary>Counts a success; true when it ends a trial well.</summary>
    public bool Succeed()
    {
        lock (_lock)
        {
            _consecutive = 0;
            EndTrial();
            return Standing == Standing.OnTrial && BecomeGood();
        }
    }

    /// <summary>Counts a failure; true when the instance is ejected for it.</summary>
    /// <param name="what">What went wrong, for people.</param>
    /// <param name="begun">How many requests the instance ever got.</param>
    public bool Fail(string what, long begun)
    {
        lock (_lock)
        {
            EndTrial();
            if (Standing == Standing.OnTrial)
            {
                return Eject($"failed on trial: {what}");
            }

            _consecutive++;
            var (failures, requests) = CountInWindow(begun);
            return Standing == Standing.Good && WhyEject(what, failures, requests) is { } reason && Eject(reason);
        }
    }

    /// <summary>No connection came about; true when that is news.</summary>
    public bool Refuse(string reason)
    {
        lock (_lock)
        {
            EndTrial();
            if (Standing == Standing.Refusing)
            {
                return false;
            }

            (_standing, Since, Reason) = ((int)Standing.Refusing, time.GetUtcNow(), reason);
            return true;
        }
    }

    /// <summary>A connection came about again.</summary>
    public bool Accept()
    {
        lock (_lock)
        {
            return Standing == Standing.Refusing && BecomeGood();
        }
    }

    /// <summary>The time of its ejection is over.</summary>
    public bool AwaitTrial()
    {
        lock (_lock)
        {
            var isOver = Standing == Standing.Ejected && time.GetUtcNow() >= Until;
            _standing = isOver ? (int)Standing.OnTrial : _standing;
            return isOver;
        }
    }

    /// <summary>Whether the caller may make the trial: nobody else is making it.</summary>
    public bool TryBeginTrial() => Standing == Standing.OnTrial && Interlocked.CompareExchange(ref _isTried, 1, 0) == 0;

    /// <summary>The trial showed nothing; another may be made.</summary>
    public void EndTrial() => Volatile.Write(ref _isTried, 0);

    private bool BecomeGood()
    {
        (_standing, _consecutive, _failuresInWindow, Reason) = ((int)Standing.Good, 0, 0, null);
        _windowEnds = default;

        // Who then stays good as long as the next ejection would last starts anew.
        _forgivenAt = time.GetUtcNow() + NextDuration();
        return true;
    }

    private (int Failures, long Requests) CountInWindow(long begun)
    {
        var now = time.GetUtcNow();
        if (now >= _windowEnds)
        {
            (_windowEnds, _failuresInWindow, _begunBefore) = (now + options.Interval, 0, begun - 1);
        }

        return (++_failuresInWindow, begun - _begunBefore);
    }

    private string? WhyEject(string what, int failures, long requests) =>
        options.MaximumEjected == 0 ? null
        : options.ConsecutiveFailures > 0 && _consecutive >= options.ConsecutiveFailures ? $"{_consecutive} failures in a row, the last: {what}"
        : options.FailureRate > 0 && requests >= options.MinimumRequests && failures >= options.FailureRate * requests
            ? $"{failures} of {requests} requests failed, the last: {what}"
        : null;

    private bool Eject(string reason)
    {
        var now = time.GetUtcNow();
        _ejections = now >= _forgivenAt && Standing == Standing.Good ? 0 : _ejections;
        Since = Standing == Standing.Good ? now : Since;
        (Until, Reason) = (now + NextDuration(), reason);
        (_standing, _consecutive) = ((int)Standing.Ejected, 0);
        _ejections++;
        return true;
    }

    private TimeSpan NextDuration()
    {
        var doubled = options.Duration * Math.Pow(2, Math.Min(_ejections, 30));
        return doubled < options.MaximumDuration ? doubled : options.MaximumDuration;
    }
}
