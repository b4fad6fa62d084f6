using System.Collections.Immutable;
using Mesh.Consul;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>A routed service: what Consul last said of it, whoever asked.</summary>
internal sealed class TrackedService : IDisposable
{
    private readonly CatalogueStore _store;
    private readonly InstanceReader _reader;
    private readonly TimeProvider _time;
    private readonly TimeSpan _holdEmpty;
    private readonly FirstAnswers _first;
    private readonly LastGood<InstanceList> _instances;
    private readonly Lock _lock = new();
    private bool _isWatched;
    private int _isAsked;
    private ulong _index;
    private volatile bool _isKnown;
    private volatile bool _isTroubled;
    private volatile bool _isOnLastResort;
    private DateTimeOffset _lastResortUntil = DateTimeOffset.MinValue;
    private volatile bool _isKnownEmpty;

    /// <param name="name">Its name.</param>
    /// <param name="store">Where its instances go.</param>
    /// <param name="settings">How answers are read and how long they are kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="first">Where requests wait for the first answer.</param>
    /// <param name="saved">What an earlier run knew of it: good until Consul answers; null for nothing.</param>
    public TrackedService(string name, CatalogueStore store, WatchSettings settings, TimeProvider time, FirstAnswers first, Service? saved)
    {
        Name = name;
        _store = store;
        _reader = settings.Reader;
        _time = time;
        _holdEmpty = settings.HoldEmpty;
        _first = first;
        _instances = new(
            KeepUnlessSomeCanServe, settings.HoldEmpty, time,
            (list, staleness) => store.SetService(new(name, list.Instances, staleness) { Answer = list.Answer }));
        if (saved is { Staleness: { } since })
        {
            _instances.Begin(new(saved.Instances, null), since);
        }
        else
        {
            first.Await(name);
        }
    }

    public string Name { get; }

    /// <summary>Whether it has a watch of its own, which alone may answer then: a sweep's answer may be older.</summary>
    public bool IsWatched
    {
        get => Volatile.Read(ref _isWatched);
        set
        {
            lock (_lock)
            {
                _isWatched = value;
            }
        }
    }

    /// <summary>The index of the last answer.</summary>
    public ulong Index => Volatile.Read(ref _index);

    /// <summary>Whether Consul answered or failed to, at least once.</summary>
    public bool WasAsked => _isKnown || _isTroubled;

    /// <summary>Whether the last answer still holds as far as is known: there was one, and no failure since.</summary>
    public bool IsInOrder => _isKnown && !_isTroubled;

    /// <summary>Whether it had no instances when Consul last answered.</summary>
    public bool IsKnownEmpty => _isKnownEmpty;

    /// <summary>Consul answered.</summary>
    /// <param name="result">What it said.</param>
    /// <param name="lostThread">Whether whoever asked had lost the thread; an index that went backwards, and failures, are noticed here.</param>
    public void Answered(QueryResult<IReadOnlyList<ServiceInstance>> result, bool lostThread)
    {
        var at = _time.GetUtcNow();
        if (_isOnLastResort)
        {
            _lastResortUntil = at;
        }

        // An agent that comes back without its memory is first said to be well, then takes what stood on its node out of the catalogue, until it is told again.
        var afterTrouble = lostThread || !IsInOrder || result.Index < Index || at < _lastResortUntil + _holdEmpty;
        Volatile.Write(ref _index, result.Index);
        _isKnown = true;
        _isTroubled = false;
        _isKnownEmpty = result.Value.Count == 0;
        var answer = new Service(Name, _reader.Read(result.Value), null);
        _isOnLastResort = answer.IsOnLastResort;
        _instances.Answered(new(answer.Instances, new(result.Index, at)), afterTrouble);
    }

    /// <summary>Claims the service for a sweep that is about to ask; false when another one is at it.</summary>
    public bool TryBeginSweep() => Interlocked.Exchange(ref _isAsked, 1) == 0;

    /// <summary>Gives the claim back.</summary>
    public void EndSweep() => Volatile.Write(ref _isAsked, 0);

    /// <summary>Consul answered a sweep.</summary>
    public void AnsweredSweep(QueryResult<IReadOnlyList<ServiceInstance>> result)
    {
        lock (_lock)
        {
            if (!_isWatched)
            {
                Answered(result, lostThread: false);
            }
        }
    }

    /// <summary>Consul did not answer.</summary>
    public void Failed(string reason)
    {
        (_isTroubled, _isKnownEmpty) = (true, false);
        _instances.Failed(reason);
        _first.Came(Name);
    }

    /// <summary>Forgets the service; nothing is served any more once this returns.</summary>
    public void Dispose()
    {
        _instances.Dispose();
        _store.RemoveService(Name);
    }

    private static InstanceList KeepUnlessSomeCanServe(InstanceList good, InstanceList answer) => answer.CanServe || !good.CanServe ? answer : good;

    private sealed record InstanceList(ImmutableArray<Instance> Instances, ServiceAnswer? Answer)
    {
        public bool CanServe => Instances.Any(instance => instance.IsAvailable || instance.IsLastResort);
    }
}
