using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Health;
using Mesh.LoadBalancer.Limits;
using Mesh.LoadBalancer.Resilience;
using Mesh.LoadBalancer.Routing;
using Mesh.LoadBalancer.Services;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>
/// Makes a route's <see cref="Pool"/> anew whenever an instance comes, goes, is ejected, returns or has another weight. Sorted by id, so that taking
/// turns is fair and the same in every process.
/// </summary>
/// <remarks>
/// Takes the place of YARP's own updater, which looks up the destinations before it takes its lock: an ejection while an instance leaves could
/// bring that instance back for good.
/// </remarks>
internal sealed class Pools(RoutedServices services, Pickers pickers, TimeProvider time) : IClusterDestinationsUpdater, IClusterChangeListener
{
    // A rising weight is followed in this many steps.
    private const int RisingSteps = 20;

    private readonly Lock _lock = new();
    private readonly Upstreams _upstreams = new(time);

    public void UpdateAllDestinations(ClusterState cluster) => Update(cluster);

    public void UpdateAvailableDestinations(ClusterState cluster) => Update(cluster);

    public void OnClusterAdded(ClusterState cluster) => Update(cluster);

    public void OnClusterChanged(ClusterState cluster) => Update(cluster);

    public void OnClusterRemoved(ClusterState cluster)
    {
        lock (_lock)
        {
            if (cluster.DestinationsState.AvailableDestinations is Pool last)
            {
                cluster.DestinationsState = new(cluster.DestinationsState.AllDestinations, last.Retire());
                Release(cluster, last, []);
            }
        }
    }

    /// <summary>Something changed about an instance.</summary>
    public void Update(Upstream upstream)
    {
        foreach (var cluster in upstream.Clusters)
        {
            Update(cluster);
        }
    }

    private void Update(ClusterState cluster)
    {
        lock (_lock)
        {
            var last = cluster.DestinationsState.AvailableDestinations as Pool;
            if (last is { IsRetired: true })
            {
                return;
            }

            var service = last?.Service ?? services.Of(cluster);
            var overrides = ClusterConfigs.OverridesOf(cluster.Model.Config);
            var balancing = overrides?.Over(service.Settings.Balancing) ?? service.Settings.Balancing;
            var destinations = cluster.Destinations.Values.OrderBy(destination => destination.DestinationId, StringComparer.Ordinal).ToArray();
            Candidate[] all = [.. destinations.Select(destination => CandidateFor(cluster, destination, service, balancing))];
            cluster.DestinationsState = new(destinations, PoolOf(cluster, service, balancing, overrides, all, last));
            if (last is not null)
            {
                Release(cluster, last, all);
            }
        }
    }

    private Deadlines? DeadlinesOf(RoutedService service, RouteOverrides? overrides) =>
        overrides is not { HasTimeouts: true } ? service.Deadlines
        : overrides.Over(service.Settings.Timeouts) is { IsOn: true } timeouts ? new(timeouts, time)
        : null;

    // What a route has counted so far goes on counting.
    private static RateLimit? RateLimitOf(RoutedService service, RouteOverrides? overrides, Pool? last) =>
        overrides?.RateLimit is not { } own ? service.RateLimit
        : own.IsOn ? last?.RateLimit ?? new(own)
        : null;

    private static RequestLimit? RequestLimitOf(RouteOverrides? overrides, Pool? last) =>
        overrides is { RequestsAtOnce: > 0 and var most } ? last?.RequestLimit ?? new(most) : null;

    private CircuitBreaker? BreakerOf(RoutedService service, RouteOverrides? overrides, Pool? last) =>
        overrides?.Breaker is not { } own ? service.Breaker
        : own.IsOn ? last?.Breaker ?? new(own, time)
        : null;

    private Candidate CandidateFor(ClusterState cluster, DestinationState destination, RoutedService service, BalancingOptions balancing)
    {
        var upstream = _upstreams.Join(cluster, destination, service);
        destination.Health.Passive = upstream.Health.Standing == Standing.Good ? DestinationHealth.Healthy : DestinationHealth.Unhealthy;
        var weight = balancing.Policy == BalancingPolicy.RoundRobin ? 1 : DestinationWeight.Of(destination);
        var share = SlowStart.Share(balancing, time.GetElapsedTime(upstream.SeenAt));
        return new(destination, upstream, weight * share) { IsStarting = share < 1 };
    }

    private Pool PoolOf(ClusterState cluster, RoutedService service, BalancingOptions balancing, RouteOverrides? overrides, Candidate[] all, Pool? last)
    {
        var turn = last?.Turn ?? new();
        var willing = Willing.Among(all, service.Settings.Ejection.MaximumEjected);
        Candidate[] onTrial = [.. all.Where(candidate => candidate.Upstream.Health.Standing == Standing.OnTrial && !willing.Contains(candidate))];
        var picker = willing.Length == 0 ? null : pickers.Make(balancing, willing, turn);
        return new(service, all, willing, onTrial, picker, turn)
        {
            Deadlines = DeadlinesOf(service, overrides),
            RateLimit = RateLimitOf(service, overrides, last),
            RequestLimit = RequestLimitOf(overrides, last),
            Breaker = BreakerOf(service, overrides, last),
            Retries = overrides?.Retries ?? service.Settings.Retries,
            Rising = Rising(cluster, balancing.SlowStart, all),
        };
    }

    private ITimer? Rising(ClusterState cluster, TimeSpan span, Candidate[] all) =>
        all.Any(candidate => time.GetElapsedTime(candidate.Upstream.SeenAt) < span)
            ? time.CreateTimer(_ => Update(cluster), null, span / RisingSteps, Timeout.InfiniteTimeSpan)
            : null;

    private void Release(ClusterState cluster, Pool last, Candidate[] next)
    {
        last.Rising?.Dispose();
        foreach (var candidate in last.All)
        {
            if (!next.Any(other => ReferenceEquals(other.Upstream, candidate.Upstream)))
            {
                _upstreams.Leave(cluster, candidate.Upstream);
            }
        }
    }
}
