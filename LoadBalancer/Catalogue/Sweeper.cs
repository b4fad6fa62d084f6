namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// Decides when services without a watch of their own are asked about: some at once when they are named; all when something changed that is not named,
/// then not again for a second and for ten times as long as it took, so that Consul spends at most a tenth of its time on it.
/// </summary>
/// <param name="sweep">Asks.</param>
/// <param name="services">All services without a watch, at this moment.</param>
/// <param name="time">The clock.</param>
/// <param name="changed">Takes each service that had changed.</param>
internal sealed class Sweeper(Sweep sweep, Func<IReadOnlyList<TrackedService>> services, TimeProvider time, Action<TrackedService> changed) : IDisposable
{
    private const int PauseFactor = 10;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _someWanted = new(0, 1);
    private readonly SemaphoreSlim _allWanted = new(0, 1);
    private HashSet<string> _wanted = new(StringComparer.Ordinal);

    /// <summary>Wants these services to be asked about, or all for null.</summary>
    public void Want(IReadOnlyCollection<string>? names)
    {
        lock (_lock)
        {
            var signal = names is null ? _allWanted : _someWanted;
            _wanted.UnionWith(names ?? []);
            if (signal.CurrentCount == 0)
            {
                signal.Release();
            }
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken) =>
        await await Task.WhenAny(AskSomeAsync(cancellationToken), AskAllAsync(cancellationToken));

    public void Dispose()
    {
        _someWanted.Dispose();
        _allWanted.Dispose();
    }

    private async Task AskSomeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _someWanted.WaitAsync(cancellationToken);
            HashSet<string> wanted;
            lock (_lock)
            {
                (wanted, _wanted) = (_wanted, new(StringComparer.Ordinal));
            }

            await AskAsync(services().Where(service => wanted.Contains(service.Name)), cancellationToken);
        }
    }

    private async Task AskAllAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _allWanted.WaitAsync(cancellationToken);
            var began = time.GetTimestamp();
            await AskAsync(services(), cancellationToken);
            var pause = time.GetElapsedTime(began) * PauseFactor;
            await Task.Delay(pause < ShortestPause ? ShortestPause : pause, time, cancellationToken);
        }
    }

    private async Task AskAsync(IEnumerable<TrackedService> asked, CancellationToken cancellationToken)
    {
        foreach (var service in await sweep.AskAsync(asked, cancellationToken))
        {
            changed(service);
        }
    }
}
