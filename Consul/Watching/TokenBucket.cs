namespace Mesh.Consul;

/// <summary>
/// Limits how fast a watch asks again. A burst of 200 questions is free, so that each of many changes in a row is heard of at once, and then 100 a second;
/// what changes while a question is under way is answered by the next one together. Under more change than that the questions thin out gradually:
/// the interval is a hundredth of the time that the change has lasted, from 10 ms up to 2 s. A rest of twice the interval makes the whole burst free again.
/// </summary>
/// <remarks>
/// Consul's documentation of blocking queries advises a bucket of two and names 15 s. That is meant for thousands of clients: one that balances would hear
/// of the third of three registrations a tenth of a second late, and of a leaving instance 15 s late. A question about a service of ten instances
/// takes Consul half a millisecond of processor time: a burst is a tenth of a second of it, a hundred a second one twentieth of a core, and a service
/// that never rests ends at 30 questions a minute. Dearer questions take more tokens.
/// </remarks>
internal sealed class TokenBucket(TimeProvider timeProvider)
{
    private const double Burst = 200;
    private const double Slowdown = 100;
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(2);

    private double _tokens = Burst;
    private TimeSpan _interval = ShortestInterval;
    private long _filledAt = timeProvider.GetTimestamp();
    private long _calmUntil = timeProvider.GetTimestamp();
    private TimeSpan _waited;

    /// <summary>Takes tokens and says how long to wait before using them.</summary>
    /// <param name="cost">What the question costs Consul, in questions about a service of ten instances; at least 1, and at most what a burst holds.</param>
    public TimeSpan Take(double cost = 1)
    {
        var now = timeProvider.GetTimestamp();
        var passed = timeProvider.GetElapsedTime(_filledAt, now);
        var taken = Math.Clamp(cost, 1, Burst);
        _tokens = passed - _waited >= 2 * taken * _interval ? Burst : Math.Min(Burst, _tokens + (passed / _interval));
        _filledAt = now;
        if (_tokens >= Burst)
        {
            _calmUntil = now;
        }

        var unrest = timeProvider.GetElapsedTime(_calmUntil, now) / Slowdown;
        _interval = TimeSpan.FromTicks(Math.Max(ShortestInterval.Ticks, Math.Min(unrest.Ticks, (LongestInterval / taken).Ticks)));
        _tokens -= taken;
        _waited = _tokens >= 0 ? TimeSpan.Zero : -_tokens * _interval;
        return _waited;
    }
}
