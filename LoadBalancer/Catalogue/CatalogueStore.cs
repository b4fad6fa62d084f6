using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>The balancer's view of Consul's catalogue: an immutable snapshot that writers swap and one reader follows.</summary>
internal sealed class CatalogueStore(TimeProvider time)
{
    private readonly Lock _lock = new();
    private volatile CatalogueSnapshot _current = CatalogueSnapshot.Empty(time.GetUtcNow());
    private int _untold;

    /// <summary>
    /// Tells of a newer snapshot, by the thread that brought the change, so that no time is lost between threads. Never called by two at once:
    /// changes that come meanwhile are told together afterwards, so some snapshots may be left out, the last one never is.
    /// </summary>
    public event Action<CatalogueSnapshot>? Changed;

    /// <summary>What is known now.</summary>
    public CatalogueSnapshot Current => _current;

    public void SetTags(ImmutableDictionary<string, ImmutableArray<string>> tags, Staleness? staleness) =>
        Change(now => now with { Tags = tags, TagsStaleness = staleness });

    public void SetService(Service service) => Change(now => now with { Services = now.Services.SetItem(service.Name, service) });

    public void RemoveService(string name) => Change(now => now with { Services = now.Services.Remove(name) });

    private void Change(Func<CatalogueSnapshot, CatalogueSnapshot> change)
    {
        lock (_lock)
        {
            _current = change(_current) with { ChangedAt = time.GetTimestamp() };
        }

        if (Interlocked.Increment(ref _untold) == 1)
        {
            Tell();
        }
    }

    private void Tell()
    {
        try
        {
            int told;
            do
            {
                told = Volatile.Read(ref _untold);
                Changed?.Invoke(_current);
            }
            while (Interlocked.Add(ref _untold, -told) > 0);
        }
        catch
        {
            // The next change is told again, by whoever brings it.
            Volatile.Write(ref _untold, 0);
            throw;
        }
    }
}
