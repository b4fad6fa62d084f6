using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Tests.Registry;

/// <summary>Counts what is asked of a registry.</summary>
internal sealed class CountingRegistry(IServiceRegistry inner) : IServiceRegistry
{
    private int _reads;
    private int _writes;

    public int Reads => Volatile.Read(ref _reads);

    public int Writes => Volatile.Read(ref _writes);

    public ServiceEntry Fit(ServiceEntry entry) => inner.Fit(entry);

    public async Task<IReadOnlyDictionary<string, RegisteredEntry>> ReadAsync(CancellationToken cancellation)
    {
        var entries = await inner.ReadAsync(cancellation);
        Interlocked.Increment(ref _reads);
        return entries;
    }

    public Task RegisterAsync(ServiceEntry entry, bool isNew, CancellationToken cancellation) => Write(inner.RegisterAsync(entry, isNew, cancellation));

    public Task DeregisterAsync(string id, CancellationToken cancellation) => Write(inner.DeregisterAsync(id, cancellation));

    public Task SetStatusAsync(ServiceEntry entry, CancellationToken cancellation) => Write(inner.SetStatusAsync(entry, cancellation));

    private Task Write(Task write)
    {
        Interlocked.Increment(ref _writes);
        return write;
    }
}
