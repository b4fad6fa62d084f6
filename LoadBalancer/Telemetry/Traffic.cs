using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>The statistics of every service, for good, and of every instance on each of its routes, for as long as it takes part.</summary>
internal sealed class Traffic
{
    private readonly ConcurrentDictionary<string, RequestStatistics> _services = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<DestinationState, Counters> _instances = [];

    /// <summary>The first request of an instance since it takes part is answered, and took so many ticks. A few that are first at once may all be told.</summary>
    public event Action<DestinationState, long>? FirstRequest;

    /// <summary>All services that had requests.</summary>
    public IEnumerable<KeyValuePair<string, RequestStatistics>> Services => _services;

    /// <summary>Counts a request that is answered.</summary>
    /// <param name="service">The service it was for.</param>
    /// <param name="destination">The instance that answered; null when it was the balancer itself.</param>
    /// <param name="status">The status answered with.</param>
    /// <param name="ticks">How long it took, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</param>
    public void Add(string service, DestinationState? destination, int status, long ticks)
    {
        if (destination is null)
        {
            OfService(service).Add(status, ticks);
            return;
        }

        if (!_instances.TryGetValue(destination, out var counters))
        {
            counters = _instances.GetOrAdd(destination, static (_, of) => new(of, new()), OfService(service));
            FirstRequest?.Invoke(destination, ticks);
        }

        counters.Service.Add(status, ticks);
        counters.Instance.Add(status, ticks);
    }

    public StatisticsReading ReadService(string service) => _services.TryGetValue(service, out var statistics) ? statistics.Read() : StatisticsReading.None;

    public StatisticsReading ReadInstance(DestinationState destination) =>
        _instances.TryGetValue(destination, out var counters) ? counters.Instance.Read() : StatisticsReading.None;

    private RequestStatistics OfService(string service) => _services.GetOrAdd(service, static _ => new());

    // Joined, so that a request costs one look-up.
    private sealed record Counters(RequestStatistics Service, RequestStatistics Instance);
}
