using System.Collections.Immutable;
using Mesh.Consul;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>All routed services: each has a watch of its own as long as there are connections for it, and is asked about by a <see cref="Sweeper"/> else.</summary>
internal sealed class TrackedServices : IDisposable
{
    private readonly CatalogueStore _store;
    private readonly WatchSettings _settings;
    private readonly FirstAnswers _first;
    private readonly TimeProvider _time;
    private readonly WatchSlots _slots;
    private readonly Sweeper _sweeper;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TrackedService> _services = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _overflown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TrackedServices(IConsulClient consul, CatalogueStore store, WatchSettings settings, FirstAnswers first, TimeProvider time, WatchLog log)
    {
        (_store, _settings, _first, _time) = (store, settings, first, time);
        var visibility = new Visibility(consul, settings);
        _slots = new(consul, visibility, settings, time, log);
        _sweeper = new(new(consul, visibility, settings, _slots.Use), Unwatched, time);
    }

    /// <summary>Completes when there are more services than watches.</summary>
    public Task Overflown => _overflown.Task;

    /// <summary>Asks about those that have no watch, until it is cancelled.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) => _sweeper.RunAsync(cancellationToken);

    /// <summary>Tracks services, without asking about them yet.</summary>
    /// <returns>Those that are new.</returns>
    public IReadOnlyCollection<TrackedService> Add(HashSet<string> wanted)
    {
        lock (_lock)
        {
            List<TrackedService> added = [];
            foreach (var name in wanted.Where(name => !_services.ContainsKey(name)).Order(StringComparer.Ordinal))
            {
                added.Add(new(name, _store, _settings, _time, _first, _store.Current.Services.GetValueOrDefault(name)));
                _services.Add(name, added[^1]);
            }

            return added;
        }
    }

    /// <summary>Begins to ask about services that were added.</summary>
    public void Ask(IEnumerable<TrackedService> added)
    {
        lock (_lock)
        {
            var unwatched = added.Where(service => !_slots.TryAdd(service, isScarce: _services.Count > _settings.Watches)).ToList();
            if (unwatched.Count > 0)
            {
                _sweeper.Want(unwatched);
                _overflown.TrySetResult();
            }
        }
    }

    /// <summary>Asks about the named services soon, or about all for null, as far as they have no watch.</summary>
    public void AskAgain(IReadOnlyCollection<string>? names)
    {
        if (names is null)
        {
            _sweeper.WantAll();
            return;
        }

        lock (_lock)
        {
            _sweeper.Want(names.Select(name => _services.GetValueOrDefault(name)).OfType<TrackedService>());
        }
    }

    /// <summary>Asks about a service before the others, because requests wait for it.</summary>
    public void AskFirst(string name)
    {
        lock (_lock)
        {
            if (_services.TryGetValue(name, out var service) && !service.IsWatched)
            {
                _sweeper.WantFirst(service);
            }
        }
    }

    /// <summary>Notes that services have requests.</summary>
    public void Use(ImmutableArray<string> names)
    {
        foreach (var name in names)
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

    /// <summary>Consul does not answer; those with a watch notice it themselves.</summary>
    public void Failed(string reason)
    {
        foreach (var service in Unwatched())
        {
            service.Failed(reason);
        }
    }

    /// <summary>Forgets all other services.</summary>
    public void RemoveOthers(HashSet<string> wanted)
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

    /// <summary>Ends all watches; what they learned stays.</summary>
    public void Stop() => _slots.Dispose();

    public void Dispose()
    {
        _slots.Dispose();
        _sweeper.Dispose();
    }

    private IReadOnlyList<TrackedService> Unwatched()
    {
        lock (_lock)
        {
            return [.. _services.Values.Where(service => !service.IsWatched)];
        }
    }
}
