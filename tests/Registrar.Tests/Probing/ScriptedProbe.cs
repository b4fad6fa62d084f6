using System.Collections.Concurrent;
using Mesh.Registrar.Probing;

namespace Mesh.Registrar.Tests.Probing;

/// <summary>A probe that finds what the test says.</summary>
internal sealed class ScriptedProbe : IAddressProbe
{
    private readonly ConcurrentDictionary<int, bool> _listening = new();
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    public void Listen(int port, bool listens = true) => _listening[port] = listens;

    public bool Listens(int port) => _listening.GetValueOrDefault(port);

    public Task<bool> AcceptsAsync(string host, int port, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(Listens(port));
    }
}
