namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>
/// How long an instance lately took for its answers, in seconds: an average that forgets with time, and that rises at once to whatever is slower
/// than itself.
/// </summary>
internal sealed class LatencyAverage(TimeProvider time, TimeSpan decay)
{
    // What an instance that has not answered yet is taken for while it has its first request, so that it does not get all of them.
    private const double Unknown = 1;

    private readonly Lock _lock = new();
    private readonly double _decay = decay.TotalSeconds * time.TimestampFrequency;
    private double _seconds;
    private long _at;

    public void Observe(long now, TimeSpan latency)
    {
        var seconds = latency.TotalSeconds;
        lock (_lock)
        {
            var kept = Kept(now);
            _seconds = seconds > _seconds * kept ? seconds : (_seconds * kept) + (seconds * (1 - kept));
            _at = now;
        }
    }

    /// <summary>The average now; falls to 0 while nothing is observed, so that an instance that was slow is asked again.</summary>
    public double Seconds(long now) => _seconds * Kept(now);

    /// <summary>What one more request costs beside those under way.</summary>
    public double Cost(long now, int underWay) => (_seconds == 0 && underWay > 0 ? Unknown : Seconds(now)) * (underWay + 1);

    private double Kept(long now) => Math.Exp(-Math.Max(0, now - Volatile.Read(ref _at)) / _decay);
}
