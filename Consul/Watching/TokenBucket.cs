namespace Mesh.Consul;

/// <summary>
/// Limits how fast a watch asks again. Two questions in quick succession are free, as Consul's documentation advises; under steady change the
/// questions thin out gradually: the interval is a twentieth of the time that the change has lasted, from 100 ms up to the 15 s that the documentation names.
/// A burst of registrations is thus followed closely, and a service that never rests costs four questions a minute.
/// </summary>
internal sealed class TokenBucket(TimeProvider timeProvider)
{
    private const double Burst = 2;
    private const double Slowdown = 20;
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(15);

    private double _tokens = Burst;
    private TimeSpan _interval = ShortestInterval;
    private long _filledAt = timeProvider.GetTimestamp();
    private long _calmUntil = timeProvider.GetTimestamp();

    /// <summary>Takes one token and says how long to wait before using it.</summary>
    public TimeSpan Take()
    {
        var now = timeProvider.GetTimestamp();
        _tokens = Math.Min(Burst, _tokens + (timeProvider.GetElapsedTime(_filledAt, now) / _interval));
        _filledAt = now;
        if (_tokens >= Burst)
        {
            _calmUntil = now;
        }

        var unrest = timeProvider.GetElapsedTime(_calmUntil, now) / Slowdown;
        _interval = unrest < ShortestInterval ? ShortestInterval : unrest > LongestInterval ? LongestInterval : unrest;
        _tokens--;
        return _tokens >= 0 ? TimeSpan.Zero : -_tokens * _interval;
    }
}
