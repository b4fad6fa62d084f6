using System.Collections.Concurrent;
using System.Net;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Resilience;
using Yarp.ReverseProxy;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>
/// One pool for every address: connections belong to addresses, not to routes. A pool goes when its address belongs to no instance any more.
/// </summary>
internal sealed class ConnectionPools : IDisposable
{
    // A second: what an instance that leaves sees of it.
    private const int TicksUntilForgotten = 4;

    private readonly ConcurrentDictionary<string, ConnectionPool?> _pools = new(StringComparer.Ordinal);
    private readonly ConnectionClock _clock;
    private readonly InstanceConnector _connector;
    private readonly IProxyStateLookup _proxy;
    private readonly int _idleTicks;

    public ConnectionPools(LoadBalancerOptions options, IProxyStateLookup proxy, InstanceConnector connector, TimeProvider time)
    {
        _clock = new(time);
        _connector = connector;
        _proxy = proxy;
        _idleTicks = ConnectionClock.Ticks(options.IdleConnectionTimeout);
        _clock.Start(Tick);
    }

    /// <summary>Connections that exist, in use or not.</summary>
    public int Open => _pools.Values.Sum(pool => pool?.Open ?? 0);

    /// <returns>The pool of an instance's address; null for one that is not plain HTTP.</returns>
    public ConnectionPool? Of(string address) => _pools.TryGetValue(address, out var pool) ? pool : _pools.GetOrAdd(address, Create);

    public void Dispose()
    {
        _clock.Dispose();
        foreach (var pool in _pools.Values)
        {
            pool?.Close();
        }
    }

    private ConnectionPool? Create(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.PathAndQuery == "/" && url.UserInfo.Length == 0
            ? new(
                url.Authority,
                IPAddress.TryParse(url.DnsSafeHost, out var ip) ? new IPEndPoint(ip, url.Port) : new DnsEndPoint(url.DnsSafeHost, url.Port),
                _connector, _clock, _idleTicks)
            : null;

    private void Tick()
    {
        foreach (var pool in _pools.Values)
        {
            pool?.Tick();
        }

        if (_clock.Tick % TicksUntilForgotten == 0)
        {
            ForgetAddressesOfNobody();
        }
    }

    private void ForgetAddressesOfNobody()
    {
        var unused = _pools.Where(known => known.Value?.IsUnused(TicksUntilForgotten) != false).ToList();
        if (unused.Count == 0)
        {
            return;
        }

        var wanted = _proxy.GetClusters().SelectMany(cluster => cluster.Destinations.Values).Select(destination => destination.Model.Config.Address).ToHashSet();
        foreach (var (address, pool) in unused.Where(known => !wanted.Contains(known.Key)))
        {
            _pools.TryRemove(new(address, pool));
            pool?.Close();
        }
    }
}
