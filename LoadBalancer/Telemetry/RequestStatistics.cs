using System.Numerics;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>
/// Counts requests by class of status and by duration. Writers on different processors write to different memory and never wait; nothing is allocated
/// per request.
/// </summary>
internal sealed class RequestStatistics
{
    private const int FirstBucket = StatisticsReading.StatusClasses;
    private const int Sum = FirstBucket + LatencyBuckets.Count;

    private static readonly int Stripes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 8));

    private readonly long[][] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new long[Sum + 1])];

    /// <summary>Counts a request that is answered.</summary>
    /// <param name="status">The status answered with.</param>
    /// <param name="ticks">How long it took, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</param>
    public void Add(int status, long ticks)
    {
        var cells = _stripes[Thread.GetCurrentProcessorId() & (Stripes - 1)];
        Interlocked.Increment(ref cells[StatisticsReading.ClassOf(status)]);

        // A connection that was upgraded (WebSocket) lasts as long as its users like: that is no answering time.
        if (status != StatusCodes.Status101SwitchingProtocols)
        {
            Interlocked.Increment(ref cells[FirstBucket + LatencyBuckets.Of(ticks)]);
            Interlocked.Add(ref cells[Sum], ticks);
        }
    }

    /// <summary>What was counted so far.</summary>
    public StatisticsReading Read()
    {
        var statuses = new long[StatisticsReading.StatusClasses];
        var buckets = new long[LatencyBuckets.Count];
        var sum = 0L;
        foreach (var cells in _stripes)
        {
            for (var i = 0; i < statuses.Length; i++)
            {
                statuses[i] += Volatile.Read(ref cells[i]);
            }

            for (var i = 0; i < buckets.Length; i++)
            {
                buckets[i] += Volatile.Read(ref cells[FirstBucket + i]);
            }

            sum += Volatile.Read(ref cells[Sum]);
        }

        return new(statuses, buckets, sum);
    }
}
