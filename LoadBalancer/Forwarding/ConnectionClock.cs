namespace Mesh.LoadBalancer.Forwarding;

/// <summary>
/// Time in ticks of a quarter of a second, for the timeouts of connections: reading it costs nothing, and one timer does for all of them.
/// </summary>
internal sealed class ConnectionClock(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private ITimer? _timer;
    private int _tick;

    public int Tick => Volatile.Read(ref _tick);

    /// <summary>A duration in ticks, at least one.</summary>
    public static int Ticks(TimeSpan duration) => (int)Math.Clamp(Math.Ceiling(duration / Period), 1, int.MaxValue / 4);

    /// <summary>Calls back after every tick.</summary>
    public void Start(Action ticked) =>
        _timer = time.CreateTimer(
            _ =>
            {
                Interlocked.Increment(ref _tick);
                ticked();
            },
            null, Period, Period);

    public void Dispose() => _timer?.Dispose();
}
