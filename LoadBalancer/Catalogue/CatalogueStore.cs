using System.Collections.Immutable;
using System.Threading.Channels;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>The balancer's view of Consul's catalogue: an immutable snapshot that writers swap and one reader follows.</summary>
internal sealed class CatalogueStore(TimeProvider time)
{
    private readonly Lock _lock = new();

    // Capacity one, newest wins: changes that come faster than they can be applied are applied together.
    private readonly Channel<CatalogueSnapshot> _changes =
        Channel.CreateBounded<CatalogueSnapshot>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private volatile CatalogueSnapshot _current = CatalogueSnapshot.Empty(time.GetUtcNow());

    /// <summary>What is known now.</summary>
    public CatalogueSnapshot Current => _current;

    /// <summary>The snapshots from now on; some may be left out, the last one never is.</summary>
    public IAsyncEnumerable<CatalogueSnapshot> ReadChangesAsync(CancellationToken cancellationToken) => _changes.Reader.ReadAllAsync(cancellationToken);

    public void SetTags(ImmutableDictionary<string, ImmutableArray<string>> tags, Staleness? staleness) =>
        Change(now => now with { Tags = tags, TagsStaleness = staleness });

    public void SetService(Service service) => Change(now => now with { Services = now.Services.SetItem(service.Name, service) });

    public void RemoveService(string name) => Change(now => now with { Services = now.Services.Remove(name) });

    private void Change(Func<CatalogueSnapshot, CatalogueSnapshot> change)
    {
        lock (_lock)
        {
            _current = change(_current) with { ChangedAt = time.GetTimestamp() };
            _changes.Writer.TryWrite(_current);
        }
    }
}
