namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// Decides when services without a watch of their own are asked about: some at once when they are named, those first that requests wait for; all when
/// something changed that is not named, then not again for a second and for ten times as long as it took, so that Consul spends at most a tenth of its
/// time on it. Questions that failed are asked again after such a pause.
/// </summary>
/// <param name="sweep">Asks.</param>
/// <param name="services">All services without a watch, at this moment.</param>
/// <param name="time">The clock.</param>
internal sealed class Sweeper(Sweep sweep, Func<IReadOnlyList<TrackedService>> services, TimeProvider time) : IDisposable
{
    private const int AtOnce = 12;
    private const int PauseFactor = 10;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly QuestionQueue _someWanted = new();
    private readonly SemaphoreSlim _allWanted = new(0, 1);

    /// <summary>Wants these services to be asked about.</summary>
    public void Want(IEnumerable<TrackedService> some)
    {
        foreach (var service in some)
        {
            _someWanted.Add(service, isUrgent: false);
        }
    }

    /// <summary>Wants a service to be asked about before all others, because requests wait for it.</summary>
    public void WantFirst(TrackedService service) => _someWanted.Add(service, isUrgent: true);

    /// <summary>Wants all services to be asked about.</summary>
    public void WantAll()
    {
        lock (_lock)
        {
            if (_allWanted.CurrentCount == 0)
            {
                _allWanted.Release();
            }
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken) =>
        await await Task.WhenAny(
            AskAsync(_someWanted.TakeAllAsync(cancellationToken), WantAll, cancellationToken),
            AskAllAsync(cancellationToken));

    public void Dispose() => _allWanted.Dispose();

    private async Task AskAllAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _allWanted.WaitAsync(cancellationToken);

            // The others are about to be asked about for the first time.
            var asked = services().Where(service => service.WasAsked);
            bool hasFailed;
            do
            {
                hasFailed = false;
                var began = time.GetTimestamp();
                await AskAsync(asked.ToAsyncEnumerable(), () => hasFailed = true, cancellationToken);
                var pause = time.GetElapsedTime(began) * PauseFactor;
                await Task.Delay(pause < ShortestPause ? ShortestPause : pause, time, cancellationToken);
                asked = services().Where(service => service is { WasAsked: true, IsInOrder: false });
            }
            while (hasFailed && _allWanted.CurrentCount == 0);
        }
    }

    private Task AskAsync(IAsyncEnumerable<TrackedService> some, Action failed, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (service, cancellation) =>
        {
            if (!await sweep.AskAsync(service, cancellation))
            {
                failed();
            }
        });
}
