using System.Collections.Immutable;
using Mesh.LoadBalancer.Affinity;
using Mesh.LoadBalancer.Health;
using Mesh.LoadBalancer.Limits;
using Mesh.LoadBalancer.Services;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>What the balancer itself sees of an instance at one address, on all its routes together, from when it first takes part until it leaves.</summary>
internal sealed class Upstream(string id, string authority, RoutedService service, TimeProvider time)
{
    // One number, so that a request costs two interlocked additions: the lowest bits are the requests under way, the rest those ever begun.
    private const int UnderWayBits = 20;
    private const long One = (1L << UnderWayBits) + 1;
    private const long UnderWayMask = (1L << UnderWayBits) - 1;

    private readonly int _limit = service.Settings.Limits.RequestsPerInstance;
    private readonly WaitingRoom? _waiting = service.Waiting;
    private long _requests;

    /// <summary>The instance's id.</summary>
    public string Id { get; } = id;

    /// <summary>Its <c>host:port</c>.</summary>
    public string Authority { get; } = authority;

    /// <summary>What stands for it in cookies; null unless its service hands out any.</summary>
    public string? Key { get; } = service.Sticky is null ? null : StickyCookie.KeyOf(id);

    public RoutedService Service { get; } = service;

    /// <summary>When it was first seen: a timestamp of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long SeenAt { get; } = time.GetTimestamp();

    public HealthRecord Health { get; } = new(service.Settings.Ejection, time);

    /// <summary>Its latency; null unless the policy asks for it.</summary>
    public LatencyAverage? Latency { get; } = service.MeasuresLatency
        ? new(time, service.Settings.Balancing.LatencyDecay)
        : null;

    /// <summary>The routes it takes part in. Changed by <see cref="Upstreams"/> alone.</summary>
    public ImmutableArray<ClusterState> Clusters { get; set; } = [];

    /// <summary>Requests that were begun and not ended.</summary>
    public int UnderWay => (int)(Volatile.Read(ref _requests) & UnderWayMask);

    /// <summary>Requests ever begun.</summary>
    public long Begun => Volatile.Read(ref _requests) >> UnderWayBits;

    /// <summary>Begins a request; false, and nothing begun, when there are as many under way as the limit allows.</summary>
    public bool TryEnter()
    {
        if (_limit == 0)
        {
            Interlocked.Add(ref _requests, One);
            return true;
        }

        var seen = Volatile.Read(ref _requests);
        while ((seen & UnderWayMask) < _limit)
        {
            var before = Interlocked.CompareExchange(ref _requests, seen + One, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    /// <summary>Ends a request.</summary>
    public void Leave()
    {
        Interlocked.Decrement(ref _requests);
        _waiting?.RoomWasMade();
    }
}
