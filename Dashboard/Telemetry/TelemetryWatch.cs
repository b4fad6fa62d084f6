using Microsoft.Extensions.Logging;

namespace Mesh.Dashboard.Telemetry;

/// <summary>One who wants to know when telemetry has changed: told at once after a quiet time, and at most four times a second.</summary>
internal sealed partial class TelemetryWatch : IDisposable
{
    /// <summary>The shortest time between two calls.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly TelemetryKinds _kinds;
    private readonly Action<TelemetryKinds> _changed;
    private readonly Action<TelemetryWatch> _disposed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private long? _lastCall;
    private int _pending;
    private int _isScheduled;

    public TelemetryWatch(TelemetryKinds kinds, Action<TelemetryKinds> changed, Action<TelemetryWatch> disposed, TimeProvider time, ILogger logger)
    {
        (_kinds, _changed, _disposed, _time, _logger) = (kinds, changed, disposed, time, logger);
        _timer = time.CreateTimer(static watch => ((TelemetryWatch)watch!).Call(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Signal(TelemetryKinds kinds)
    {
        if ((kinds & _kinds) is var wanted and not TelemetryKinds.None)
        {
            Interlocked.Or(ref _pending, (int)wanted);
            Schedule();
        }
    }

    public void Dispose()
    {
        _disposed(this);
        _timer.Dispose();
    }

    private void Schedule()
    {
        if (Interlocked.Exchange(ref _isScheduled, 1) == 0)
        {
            var wait = _lastCall is { } last ? Interval - _time.GetElapsedTime(last) : TimeSpan.Zero;
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void Call()
    {
        _lastCall = _time.GetTimestamp();
        try
        {
            _changed((TelemetryKinds)Interlocked.Exchange(ref _pending, 0));
        }
        catch (Exception exception)
        {
            Log.WatcherFailed(_logger, exception);
        }

        Volatile.Write(ref _isScheduled, 0);
        if (Volatile.Read(ref _pending) != 0)
        {
            Schedule();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = nameof(WatcherFailed), Level = LogLevel.Warning, Message = "A page failed to take note of new telemetry.")]
        public static partial void WatcherFailed(ILogger logger, Exception exception);
    }
}
