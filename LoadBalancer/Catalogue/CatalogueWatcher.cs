using System.Collections.Immutable;
using Mesh.Consul;
using Mesh.LoadBalancer.Catalogue.Saving;
using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// Keeps the <see cref="CatalogueStore"/> up to date: watches which services ask for routes, and the instances of those and of those that the settings
/// name. Each service has a watch of its own as long as there are connections for it (<see cref="WatchSlots"/>). Beyond that, changes of unwatched
/// services are noticed by what they do to the list of services and to the checks that are not passing, and asked about then.
/// </summary>
internal sealed class CatalogueWatcher : BackgroundService
{
    private static readonly TimeSpan ActivityInterval = TimeSpan.FromSeconds(5);

    private readonly IConsulClient _consul;
    private readonly CatalogueStore _store;
    private readonly RoutingPlanner _planner;
    private readonly WatchSettings _settings;
    private readonly ServiceActivity _activity;
    private readonly CatalogueRestorer _restorer;
    private readonly TimeProvider _time;
    private readonly WatchLog _log;
    private readonly WatchSlots _slots;
    private readonly Sweeper _sweeper;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TrackedService> _services = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _overflown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CatalogueWatcher(
        IConsulClient consul,
        CatalogueStore store,
        RoutingPlanner planner,
        WatchSettings settings,
        ServiceActivity activity,
        CatalogueRestorer restorer,
        TimeProvider time,
        WatchLog log)
    {
        (_consul, _store, _planner, _settings, _activity, _restorer, _time, _log) = (consul, store, planner, settings, activity, restorer, time, log);
        var visibility = new Visibility(consul, settings);
        _slots = new(consul, visibility, settings, time, log);
        _sweeper = new(new(consul, visibility, settings), Unwatched, time, _slots.Use);
    }

    // Before the host goes on to listen: the first request finds what was saved.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _restorer.Restore();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _slots.Dispose();
        _sweeper.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Add(WantedBy(_restorer.Tags?.Tags ?? ImmutableDictionary<string, ImmutableArray<string>>.Empty));
        _activity.Used += Use;
        try
        {
            var list = new TagWatch(_consul, _settings, _time, _log, OnTags, OnHeard, OnFailed);

            // Neither ends but by an error, which must not wait for the other.
            await await Task.WhenAny(list.FollowAsync(_restorer.Tags, stoppingToken), FollowUnwatchedAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends, or failed to start: neither is this watch's failure.
        }
        finally
        {
            _activity.Used -= Use;
            _slots.Dispose();
        }
    }

    // Costs nothing as long as every service has a watch.
    private async Task FollowUnwatchedAsync(CancellationToken cancellationToken)
    {
        await _overflown.Task.WaitAsync(cancellationToken);
        await await Task.WhenAny(
            _sweeper.RunAsync(cancellationToken),
            new StateWatch(_consul, CheckStatus.Critical, _settings, _time, _log, _sweeper.Want).FollowAsync(cancellationToken),
            new StateWatch(_consul, CheckStatus.Warning, _settings, _time, _log, _sweeper.Want).FollowAsync(cancellationToken),
            ForgetActivityAsync(cancellationToken));
    }

    private async Task ForgetActivityAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ActivityInterval, _time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            _activity.Forget();
        }
    }

    // A service is known before requests are led to it, and until none are any more.
    private void OnTags(ImmutableDictionary<string, ImmutableArray<string>> tags, Staleness? staleness)
    {
        var wanted = WantedBy(tags);
        Add(wanted);
        _store.SetTags(tags, staleness);
        RemoveOthers(wanted);
    }

    private HashSet<string> WantedBy(ImmutableDictionary<string, ImmutableArray<string>> tags) =>
        tags.Keys.Concat(_planner.Services).ToHashSet(StringComparer.Ordinal);

    // Some service changed, or the minute of the question is over, which makes sure that nothing is missed for longer.
    private void OnHeard()
    {
        if (_overflown.Task.IsCompleted)
        {
            _sweeper.Want(null);
        }
    }

    private void OnFailed(string reason)
    {
        foreach (var service in Unwatched())
        {
            service.Failed(reason);
        }
    }

    private void Use(ImmutableArray<string> services)
    {
        foreach (var name in services)
        {
            lock (_lock)
            {
                if (_services.TryGetValue(name, out var service))
                {
                    _slots.Use(service);
                }
            }
        }
    }

    private IReadOnlyList<TrackedService> Unwatched()
    {
        lock (_lock)
        {
            return [.. _services.Values.Where(service => !service.IsWatched)];
        }
    }

    private void Add(HashSet<string> wanted)
    {
        lock (_lock)
        {
            List<string> unwatched = [];
            foreach (var name in wanted.Where(name => !_services.ContainsKey(name)).Order(StringComparer.Ordinal))
            {
                var service = new TrackedService(name, _store, _settings, _time, _store.Current.Services.GetValueOrDefault(name));
                _services.Add(name, service);
                if (!_slots.TryAdd(service, isScarce: wanted.Count > _settings.Watches))
                {
                    unwatched.Add(name);
                }
            }

            if (unwatched.Count > 0)
            {
                _overflown.TrySetResult();
                _sweeper.Want(unwatched);
            }
        }
    }

    private void RemoveOthers(HashSet<string> wanted)
    {
        lock (_lock)
        {
            foreach (var gone in _services.Values.Where(service => !wanted.Contains(service.Name)).ToList())
            {
                _services.Remove(gone.Name);
                _slots.Remove(gone);
                gone.Dispose();
            }
        }
    }
}
