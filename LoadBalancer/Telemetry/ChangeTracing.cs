using System.Collections.Concurrent;
using System.Diagnostics;
using Mesh.LoadBalancer.Catalogue;
using Mesh.ServiceDefaults.Telemetry;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>
/// Continues the traces of changes that came through Consul: when the balancer learned of a change, when requests followed it, and the first one
/// that a new instance answered. Costs nothing while nobody listens.
/// </summary>
internal sealed class ChangeTracing
{
    private static readonly ActivitySource Source = new(LoadBalancerMetrics.MeterName);

    private readonly LoadBalancerMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _startedAt;
    private readonly ConcurrentDictionary<string, InstanceChange> _arrivals = new(StringComparer.OrdinalIgnoreCase);

    // Of every instance, the change that was last traced: the same one is told with every later answer.
    private readonly Dictionary<string, ChangeMark> _traced = new(StringComparer.Ordinal);

    public ChangeTracing(LoadBalancerMetrics metrics, Traffic traffic, TimeProvider time)
    {
        (_metrics, _time, _startedAt) = (metrics, time, time.GetUtcNow());
        traffic.FirstRequest += Served;
    }

    /// <summary>Whether anybody listens.</summary>
    public static bool IsOn => Source.HasListeners();

    /// <summary>Another catalogue is about to be applied. For one caller at a time.</summary>
    /// <returns>The changes in it that have a trace and make a difference to requests.</returns>
    public IReadOnlyList<InstanceChange> Observe(CatalogueSnapshot last, CatalogueSnapshot next, IReadOnlyCollection<string> services)
    {
        if (!IsOn)
        {
            return [];
        }

        var now = _time.GetUtcNow();
        var changes = services.SelectMany(name => InstanceChange.Between(last.Services.GetValueOrDefault(name), next.Services.GetValueOrDefault(name), now))
            .Where(IsNews).ToList();
        foreach (var change in changes)
        {
            Remember(change);
            using var span = Begin("index observed", change, change.Answer?.At ?? default);
            span?.SetTag("consul.index", change.Answer?.Index);
        }

        return changes;
    }

    /// <summary>Requests follow the changes now.</summary>
    public void Applied(IReadOnlyList<InstanceChange> changes)
    {
        foreach (var change in changes)
        {
            using var span = Begin(change.IsTaking ? "configuration applied" : "removed from configuration", change, change.ObservedAt);

            // When an instance was taken out, its entry cannot tell any more.
            if (change.HappenedAt is { } at)
            {
                _metrics.RecordPropagation(change.Service, change.Kind, _time.GetUtcNow() - at);
            }
        }
    }

    private void Served(DestinationState destination, long ticks)
    {
        if (_arrivals.TryRemove(destination.DestinationId, out var arrival))
        {
            var request = Activity.Current?.Context;
            using var span = Begin(
                "first request served", arrival, _time.GetUtcNow() - Stopwatch.GetElapsedTime(0, ticks), request is { } context ? [new(context)] : null);
        }
    }

    // What happened before this balancer ran was not waiting for it.
    private bool IsNews(InstanceChange change) =>
        change.HappenedAt is not { } at || (at >= _startedAt && _traced.GetValueOrDefault(change.Instance) != change.Mark);

    private void Remember(InstanceChange change)
    {
        if (change.IsGone)
        {
            _traced.Remove(change.Instance);
        }
        else
        {
            _traced[change.Instance] = change.Mark;
        }

        if (change.IsArrival)
        {
            _arrivals[change.Instance] = change;
        }
        else if (!change.IsTaking)
        {
            _arrivals.TryRemove(change.Instance, out _);
        }
    }

    private static Activity? Begin(string name, InstanceChange change, DateTimeOffset at, IEnumerable<ActivityLink>? links = null) =>
        Source.StartActivity(name, ActivityKind.Internal, change.Trace, links: links, startTime: at)?
            .SetTag("mesh.change", change.Kind)
            .SetTag("mesh.service", change.Service)
            .SetTag("mesh.instance", change.Instance);
}
