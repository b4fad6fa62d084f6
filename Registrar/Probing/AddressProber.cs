using System.Collections.Immutable;
using Mesh.Registrar.Timing;

namespace Mesh.Registrar.Probing;

/// <summary>
/// Asks each watched address until it accepts a connection, 50 ms apart at first and at most 1 s later on, and says when it did. One
/// acceptance is enough for the whole run: from then on its source tells when the instance ends.
/// </summary>
internal sealed class AddressProber(IAddressProbe probe, ChangeSignal changed, TimeProvider time, Random random) : IDisposable
{
    private readonly Backoff _pause = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1), random);
    private ImmutableDictionary<ProbeTarget, Watched> _watched = ImmutableDictionary<ProbeTarget, Watched>.Empty;

    /// <summary>True when the target has accepted a connection since it is watched.</summary>
    public bool HasAnswered(ProbeTarget target) => _watched.TryGetValue(target, out var watched) && watched.HasAnswered;

    /// <summary>Watches exactly these targets from now on. For one caller at a time.</summary>
    public void Watch(ImmutableHashSet<ProbeTarget> targets)
    {
        foreach (var (target, watched) in _watched.Where(each => !targets.Contains(each.Key)))
        {
            _watched = _watched.Remove(target);
            watched.Dispose();
        }

        foreach (var target in targets.Where(target => !_watched.ContainsKey(target)))
        {
            var watched = new Watched();
            _watched = _watched.Add(target, watched);
            _ = AskAsync(target, watched, watched.Cancellation);
        }
    }

    public void Dispose() => Watch([]);

    private async Task AskAsync(ProbeTarget target, Watched watched, CancellationToken cancellation)
    {
        try
        {
            for (var refusals = 1; !await probe.AcceptsAsync(target.Host, target.Port, cancellation); refusals++)
            {
                await Task.Delay(_pause.After(refusals), time, cancellation);
            }

            watched.HasAnswered = true;
            changed.Set();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Not watched any more.
        }
    }

    private sealed class Watched : IDisposable
    {
        private readonly CancellationTokenSource _end = new();

        public Watched() => Cancellation = _end.Token;

        public CancellationToken Cancellation { get; }

        public volatile bool HasAnswered;

        public void Dispose()
        {
            _end.Cancel();
            _end.Dispose();
        }
    }
}
