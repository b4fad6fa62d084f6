using Mesh.LoadBalancer.Admin.Views;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Limits;
using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Services;
using Mesh.LoadBalancer.Telemetry;

namespace Mesh.LoadBalancer.Admin;

/// <summary>Tells of every service and instance that is known: whether it gets requests, how many it is answering, and what holds it back.</summary>
internal sealed class InstanceReport(CatalogueStore store, PoolReport pools, RoutedServices routed, RecentTraffic recent, TimeProvider time)
{
    public InstancesView Make()
    {
        var candidates = pools.Candidates();
        var (services, instances) = recent.Read();
        return new([.. store.Current.Services.Values.OrderBy(service => service.Name, StringComparer.Ordinal).Select(service => View(
            service,
            routed.Of(service.Name),
            services.GetValueOrDefault(service.Name, TrafficRate.None),
            [.. service.Instances.Select(instance => View(instance, candidates[instance.Id], instances.GetValueOrDefault(instance.Id, TrafficRate.None)))]))]);
    }

    private ServiceView View(Service service, RoutedService routed, TrafficRate recent, IReadOnlyList<InstanceView> instances) => new(
        service.Name,
        service.Staleness?.Reason,
        service.Staleness is { } staleness ? Math.Round((time.GetUtcNow() - staleness.Since).TotalSeconds, 1) : 0,
        routed.Settings.Balancing.Policy.ToString(),
        CircuitBreaker.Describe(routed.Breaker),
        routed.Waiting?.Count ?? 0,
        recent,
        instances);

    private InstanceView View(Instance instance, IEnumerable<Candidate> candidates, TrafficRate recent)
    {
        var now = time.GetUtcNow();
        var verdict = candidates.Select(candidate => InstanceVerdict.On(candidate, now)).FirstOrDefault(verdict => verdict is not null);
        var upstreams = candidates.Select(candidate => candidate.Upstream).Distinct().ToList();
        return new(
            instance.Id,
            instance.Address,
            verdict?.Word ?? instance.State.ToString(),
            verdict?.Reason ?? instance.Reason,
            upstreams.Sum(upstream => upstream.UnderWay),
            upstreams.Select(upstream => upstream.Service.Settings.Limits.RequestsPerInstance).DefaultIfEmpty(0).Max(),
            Math.Round(candidates.Select(candidate => candidate.Weight).DefaultIfEmpty(0).Max(), 3),
            recent,
            instance.Tags);
    }
}
