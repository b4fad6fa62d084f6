using System.Collections.Immutable;
using Mesh.Consul;
using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// Keeps the <see cref="CatalogueStore"/> up to date: watches which services ask for routes, and the instances of those and of those that the settings name.
/// Costs one connection to Consul for the list and one per routed service.
/// </summary>
internal sealed class CatalogueWatcher(IConsulClient consul, CatalogueStore store, RoutingPlanner planner, WatchSettings settings, TimeProvider time, WatchLog log)
    : BackgroundService
{
    private readonly Dictionary<string, ServiceWatch> _watches = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Follow(ImmutableDictionary<string, ImmutableArray<string>>.Empty);
        try
        {
            await new TagWatch(consul, settings, time, log, OnTags).FollowAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends, or failed to start: neither is this watch's failure.
        }
        finally
        {
            foreach (var watch in _watches.Values)
            {
                watch.Dispose();
            }
        }
    }

    private void OnTags(ImmutableDictionary<string, ImmutableArray<string>> tags, Staleness? staleness)
    {
        store.SetTags(tags, staleness);
        Follow(tags);
    }

    private void Follow(ImmutableDictionary<string, ImmutableArray<string>> tags)
    {
        lock (_watches)
        {
            foreach (var gone in _watches.Keys.Where(name => !planner.Services.Contains(name) && !tags.ContainsKey(name)).ToList())
            {
                _watches.Remove(gone, out var watch);
                watch!.Dispose();
            }

            foreach (var added in tags.Keys.Concat(planner.Services).Where(name => !_watches.ContainsKey(name)).ToList())
            {
                _watches.Add(added, new(added, consul, store, settings, time, log));
            }
        }
    }
}
