namespace Mesh.Hosting.ReplicaSets;

/// <summary>One request to change a replica set.</summary>
/// <param name="cancellationToken">Cancels it.</param>
internal sealed class ScaleRequest(CancellationToken cancellationToken) : IDisposable
{
    private readonly Lock _ending = new();
    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private bool _disposed;

    /// <summary>The goal of the later request that took over; null when none did.</summary>
    public string? SupersededBy { get; private set; }

    /// <summary>Cancelled by the caller or by a later request.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Tells this request that a later one has come.</summary>
    public void Supersede(string goal)
    {
        lock (_ending)
        {
            if (!_disposed)
            {
                SupersededBy = goal;
                _source.Cancel();
            }
        }
    }

    public void Dispose()
    {
        lock (_ending)
        {
            _disposed = true;
            _source.Dispose();
        }
    }
}
