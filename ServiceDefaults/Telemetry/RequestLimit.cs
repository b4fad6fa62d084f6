namespace Mesh.ServiceDefaults.Telemetry;

/// <summary>
/// Which requests are traced where nobody has decided yet: the first ones of every second, up to a limit. To trace every one of ten thousand requests a
/// second costs more than half of what they cost themselves.
/// </summary>
/// <param name="limit">Requests traced per second; 0 for all.</param>
/// <param name="time">The clock.</param>
internal sealed class RequestLimit(int limit, TimeProvider time)
{
    private const int CountBits = 24;
    private const long CountMask = (1L << CountBits) - 1;

    // The second, and how many were traced in it: one number, so that those beyond the limit only read it.
    private long _state;

    /// <summary>Whether there is a limit.</summary>
    public bool IsOn => limit > 0;

    /// <summary>Takes one of the second's requests; false when all are taken.</summary>
    public bool TryTake()
    {
        var second = time.GetTimestamp() / time.TimestampFrequency;
        while (true)
        {
            var state = Volatile.Read(ref _state);
            var taken = state >> CountBits == second ? state & CountMask : 0;
            if (taken >= limit)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _state, (second << CountBits) | (taken + 1), state) == state)
            {
                return true;
            }
        }
    }
}
