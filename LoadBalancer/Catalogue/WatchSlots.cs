using Mesh.Consul;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// Gives services watches of their own, up to a number: each costs a connection, and Consul allows a client 200. When there are more services, those
/// keep a watch that had requests or changes last; the others are asked by <see cref="Sweep"/>.
/// </summary>
internal sealed class WatchSlots(IConsulClient consul, Visibility visibility, WatchSettings settings, TimeProvider time, WatchLog log) : IDisposable
{
    private const long NeverUsed = long.MinValue;

    // Watches that were taken away keep their connections until Consul answers them.
    private const int MostEnding = 24;

    // A watch that was just given away would only be wanted back.
    private static readonly TimeSpan LeastStay = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<TrackedService, (ServiceWatch Watch, long UsedAt)> _watches = [];
    private readonly HashSet<ServiceWatch> _ending = [];
    private bool _ended;

    /// <summary>Gives a service a watch while any is left.</summary>
    /// <param name="service">The service.</param>
    /// <param name="isScarce">Whether there are more services than watches, so that a watch may have to be taken away again soon.</param>
    /// <returns>Whether it has one.</returns>
    public bool TryAdd(TrackedService service, bool isScarce)
    {
        lock (_lock)
        {
            return TryAddLocked(service, NeverUsed, isScarce);
        }
    }

    /// <summary>
    /// Notes that a service had requests or changed; gives it a watch, if need be that of the one which had neither for longest.
    /// </summary>
    public void Use(TrackedService service)
    {
        lock (_lock)
        {
            if (_watches.TryGetValue(service, out var known))
            {
                _watches[service] = (known.Watch, time.GetTimestamp());
            }
            else if (_ending.Count < MostEnding)
            {
                var (idle, (_, usedAt)) = _watches.MinBy(entry => entry.Value.UsedAt);
                if (_watches.Count == settings.Watches && (usedAt == NeverUsed || time.GetElapsedTime(usedAt) >= LeastStay))
                {
                    RemoveLocked(idle);
                }

                TryAddLocked(service, time.GetTimestamp(), isScarce: true);
            }
        }
    }

    public void Remove(TrackedService service)
    {
        lock (_lock)
        {
            RemoveLocked(service);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            foreach (var watch in _watches.Values.Select(entry => entry.Watch).Concat(_ending))
            {
                watch.Dispose();
            }

            _watches.Clear();
            _ending.Clear();
        }
    }

    private bool TryAddLocked(TrackedService service, long usedAt, bool isScarce)
    {
        if (!_ended && _watches.Count < settings.Watches && !_watches.ContainsKey(service))
        {
            service.IsWatched = true;
            _watches.Add(service, (new(service, consul, visibility, isScarce ? settings.WatchingBriefly : settings.Watching, time, log, Forget), usedAt));
        }

        return _watches.ContainsKey(service);
    }

    private void RemoveLocked(TrackedService service)
    {
        if (_watches.Remove(service, out var known))
        {
            service.IsWatched = false;
            _ending.Add(known.Watch);
            known.Watch.EndWithAnswer();
        }
    }

    private void Forget(ServiceWatch watch)
    {
        lock (_lock)
        {
            _ending.Remove(watch);
        }
    }
}
