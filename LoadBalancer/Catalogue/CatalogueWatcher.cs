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
internal sealed class CatalogueWatcher(
    IConsulClient consul,
    CatalogueStore store,
    RoutingPlanner planner,
    WatchSettings settings,
    ServiceActivity activity,
    FirstAnswers first,
    CatalogueRestorer restorer,
    TimeProvider time,
    WatchLog log) : BackgroundService
{
    private static readonly TimeSpan ActivityInterval = TimeSpan.FromSeconds(5);

    private readonly TrackedServices _services = new(consul, store, settings, first, time, log);

    // Before the host goes on to listen: the first request finds what was saved.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        restorer.Restore();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _services.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _services.Ask(_services.Add(WantedBy(restorer.Tags?.Tags ?? ImmutableDictionary<string, ImmutableArray<string>>.Empty)));
        activity.Used += _services.Use;
        first.Wanted += _services.AskFirst;
        try
        {
            var list = new TagWatch(consul, settings, time, log, OnTags, OnHeard, _services.Failed);

            // Neither ends but by an error, which must not wait for the other.
            await await Task.WhenAny(list.FollowAsync(restorer.Tags, stoppingToken), FollowUnwatchedAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends, or failed to start: neither is this watch's failure.
        }
        finally
        {
            activity.Used -= _services.Use;
            first.Wanted -= _services.AskFirst;
            _services.Stop();
        }
    }

    // Costs nothing as long as every service has a watch.
    private async Task FollowUnwatchedAsync(CancellationToken cancellationToken)
    {
        await _services.Overflown.WaitAsync(cancellationToken);
        await await Task.WhenAny(
            _services.SweepAsync(cancellationToken),
            new StateWatch(consul, CheckStatus.Critical, settings, time, log, _services.AskAgain).FollowAsync(cancellationToken),
            new StateWatch(consul, CheckStatus.Warning, settings, time, log, _services.AskAgain).FollowAsync(cancellationToken),
            ForgetActivityAsync(cancellationToken));
    }

    private async Task ForgetActivityAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ActivityInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            activity.Forget();
        }
    }

    // A service is awaited before requests are led to it, and known until none are any more. All are led before any is asked about, because a request
    // for one that is awaited has it asked about first.
    private void OnTags(ImmutableDictionary<string, ImmutableArray<string>> tags, Staleness? staleness)
    {
        var wanted = WantedBy(tags);
        var added = _services.Add(wanted);
        store.SetTags(tags, staleness);
        _services.Ask(added);
        _services.RemoveOthers(wanted);
    }

    private HashSet<string> WantedBy(ImmutableDictionary<string, ImmutableArray<string>> tags) =>
        tags.Keys.Concat(planner.Services).ToHashSet(StringComparer.Ordinal);

    // Some service changed, or the minute of the question is over, which makes sure that nothing is missed for longer.
    private void OnHeard()
    {
        if (_services.Overflown.IsCompleted)
        {
            _services.AskAgain(null);
        }
    }
}
