using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>The balancer's view of Consul's catalogue: an immutable snapshot that writers swap and one reader follows.</summary>
internal sealed class CatalogueStore(TimeProvider time)
{
    private readonly Lock _lock = new();
    private volatile CatalogueSnapshot _current = CatalogueSnapshot.Empty(time.GetUtcNow());
    private HashSet<string> _changed = new(StringComparer.Ordinal);
    private int _untold;

    /// <summary>
    /// Tells of a newer snapshot and of the services that changed since the last one told of, by the thread that brought the change, so that no time is
    /// lost between threads. Never called by two at once: changes that come meanwhile are told together afterwards, so some snapshots may be left out,
    /// the last one never is.
    /// </summary>
    public event Action<CatalogueSnapshot, IReadOnlyCollection<string>>? Changed;

    /// <summary>What is known now.</summary>
    public CatalogueSnapshot Current => _current;

    /// <summary>Whether what is known began with what an earlier run had saved.</summary>
    public bool IsRestored { get; private set; }

    /// <summary>Takes the tags that an earlier run had saved, after its services.</summary>
    public void Restored(ImmutableDictionary<string, ImmutableArray<string>> tags, Staleness staleness)
    {
        IsRestored = true;
        SetTags(tags, staleness);
    }

    public void SetTags(ImmutableDictionary<string, ImmutableArray<string>> tags, Staleness? staleness) =>
        Change(null, now => now with { Tags = tags, TagsStaleness = staleness });

    public void SetService(Service service) => Change(service.Name, now => now with { Services = now.Services.SetItem(service.Name, service) });

    public void RemoveService(string name) => Change(name, now => now with { Services = now.Services.Remove(name) });

    private void Change(string? service, Func<CatalogueSnapshot, CatalogueSnapshot> change)
    {
        lock (_lock)
        {
            _current = change(_current) with { ChangedAt = time.GetTimestamp() };
            if (service is not null)
            {
                _changed.Add(service);
            }
        }

        if (Interlocked.Increment(ref _untold) == 1)
        {
            Tell();
        }
    }

    private void Tell()
    {
        IReadOnlyCollection<string> changed = [];
        try
        {
            int told;
            do
            {
                told = Volatile.Read(ref _untold);
                (var snapshot, changed) = TakeChanges();
                Changed?.Invoke(snapshot, changed);
            }
            while (Interlocked.Add(ref _untold, -told) > 0);
        }
        catch
        {
            // Told again together with the next change, by whoever brings it.
            lock (_lock)
            {
                _changed.UnionWith(changed);
            }

            Volatile.Write(ref _untold, 0);
            throw;
        }
    }
    private (CatalogueSnapshot Snapshot, IReadOnlyCollection<string> Changed) TakeChanges()
    {
        lock (_lock)
        {
            var changed = _changed;
            _changed = new(StringComparer.Ordinal);
            return (_current, changed);
        }
    }
}
