using Yarp.ReverseProxy;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>
/// What happened in the last seconds: the difference between what is counted now and what was counted a little earlier. Looks only when it is asked, so
/// that it costs nothing while nobody watches; the first look after a pause has nothing to compare with and tells nothing.
/// </summary>
internal sealed class RecentTraffic(Traffic traffic, IProxyStateLookup proxy, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private Look? _earlier;
    private Look? _latest;

    /// <summary>The rates of each service and of each instance, over 2 to 15 s.</summary>
    public (IReadOnlyDictionary<string, TrafficRate> Services, IReadOnlyDictionary<string, TrafficRate> Instances) Read()
    {
        lock (_lock)
        {
            var now = new Look(
                time.GetTimestamp(), traffic.Services.ToDictionary(service => service.Key, service => service.Value.Read()), ReadInstances());
            if (_latest is null || time.GetElapsedTime(_latest.At, now.At) > Longest)
            {
                (_earlier, _latest) = (now, now);
            }
            else if (time.GetElapsedTime(_latest.At, now.At) >= Shortest)
            {
                (_earlier, _latest) = (_latest, now);
            }

            var seconds = time.GetElapsedTime(_earlier!.At, now.At).TotalSeconds;
            return (Compare(_earlier.Services, now.Services, seconds), Compare(_earlier.Instances, now.Instances, seconds));
        }
    }

    private Dictionary<string, StatisticsReading> ReadInstances()
    {
        var read = new Dictionary<string, StatisticsReading>(StringComparer.Ordinal);
        foreach (var destination in proxy.GetClusters().SelectMany(cluster => cluster.Destinations.Values))
        {
            var reading = traffic.ReadInstance(destination);
            read[destination.DestinationId] = read.TryGetValue(destination.DestinationId, out var known) ? known + reading : reading;
        }

        return read;
    }

    private static Dictionary<string, TrafficRate> Compare(
        Dictionary<string, StatisticsReading> earlier, Dictionary<string, StatisticsReading> now, double seconds) =>
        now.ToDictionary(entry => entry.Key, entry => TrafficRate.Between(earlier.GetValueOrDefault(entry.Key, StatisticsReading.None), entry.Value, seconds));

    private sealed record Look(long At, Dictionary<string, StatisticsReading> Services, Dictionary<string, StatisticsReading> Instances);
}
