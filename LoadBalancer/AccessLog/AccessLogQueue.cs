using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Mesh.LoadBalancer.Telemetry;

namespace Mesh.LoadBalancer.AccessLog;

/// <summary>Between requests and the writer. Bounded: when the disk cannot keep up, lines are left out and counted; no request ever waits.</summary>
internal sealed class AccessLogQueue
{
    private const int Capacity = 16_384;

    private readonly Channel<AccessEntry> _entries = Channel.CreateBounded<AccessEntry>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private long _dropped;

    public AccessLogQueue(IMeterFactory meters) => meters.Create(LoadBalancerMetrics.MeterName)
        .CreateObservableCounter("mesh.accesslog.dropped", () => Dropped, "{line}", "Lines of the access log that were left out.");

    /// <summary>How many lines were left out.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    public ChannelReader<AccessEntry> Entries => _entries.Reader;

    public void Offer(AccessEntry entry)
    {
        if (!_entries.Writer.TryWrite(entry))
        {
            CountDropped(1);
        }
    }

    public void CountDropped(int lines) => Interlocked.Add(ref _dropped, lines);

    /// <summary>No more entries come.</summary>
    public void Complete() => _entries.Writer.TryComplete();
}
