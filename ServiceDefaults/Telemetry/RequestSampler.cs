using OpenTelemetry.Trace;

namespace Mesh.ServiceDefaults.Telemetry;

/// <summary>
/// Records the first requests of every second, up to a limit, and of the others nothing but the metrics: to trace every one of ten thousand
/// requests a second costs more than half of what they cost themselves. Only for traces that begin here: where a request comes with a decision, that holds.
/// </summary>
/// <param name="limit">Requests recorded per second.</param>
/// <param name="time">The clock.</param>
internal sealed class RequestSampler(int limit, TimeProvider time) : Sampler
{
    private const int CountBits = 24;
    private const long CountMask = (1L << CountBits) - 1;

    // The second, and how many were recorded in it: one number, so that those beyond the limit only read it.
    private long _state;

    /// <inheritdoc />
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Kind != System.Diagnostics.ActivityKind.Server || TryTake() ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);

    private bool TryTake()
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
