using Mesh.Registrar.Configuration;
using Mesh.Registrar.Telemetry;
using Mesh.Registrar.Timing;

namespace Mesh.Registrar.Reconciliation;

/// <summary>Takes every entry with the registrar's mark out of Consul when the registrar stops.</summary>
internal sealed class Departure(
    IServiceRegistry registry,
    EntryWriter writer,
    RegistrarSettings settings,
    RegistrarIdentity identity,
    RegistrarMetrics metrics,
    ChangeTraces traces,
    TimeProvider time,
    Random random,
    ILogger<Departure> logger)
{
    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), random);

    /// <summary>
    /// Finishes what is being written, then removes and looks again until nothing is left: at most <see cref="RegistrarSettings.StopTimeout"/>.
    /// </summary>
    public async Task LeaveAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(settings.StopTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        await writer.FinishAsync(either.Token);
        if (settings.DeregisterOnStop && identity.Owner is { } owner)
        {
            await DeregisterAllAsync(owner, either.Token);
        }
    }

    private async Task DeregisterAllAsync(string owner, CancellationToken limit)
    {
        var removed = new HashSet<string>(StringComparer.Ordinal);
        var cause = "Consul did not answer in time.";
        try
        {
            for (var failures = 0; ; limit.ThrowIfCancellationRequested())
            {
                try
                {
                    var left = (await registry.ReadAsync(limit)).Values.Where(entry => entry.IsOwnedBy(owner)).ToList();
                    if (left.Count == 0)
                    {
                        Log.Left(logger, removed.Count, owner);
                        return;
                    }

                    var parallel = new ParallelOptions { MaxDegreeOfParallelism = settings.Concurrency, CancellationToken = limit };
                    await Parallel.ForEachAsync(left, parallel, async (entry, token) => await RemoveAsync(entry, token));
                    removed.UnionWith(left.Select(entry => entry.Id));
                }
                catch (RegistryException e)
                {
                    cause = e.Message;
                    await Task.Delay(_backoff.After(++failures), time, limit);
                }
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.LeftBehind(logger, settings.StopTimeout, owner, cause);
        }
    }

    private async Task RemoveAsync(RegisteredEntry entry, CancellationToken limit)
    {
        var begun = time.GetTimestamp();
        var change = new Deregistration(entry, "the registrar stops");
        using var trace = traces.Begin(change);
        try
        {
            await trace.Change.ApplyAsync(registry, limit);
        }
        catch (RegistryException e)
        {
            trace.End(e);
            metrics.Failed(change.Operation);
            throw;
        }

        trace.End(null);
        metrics.Applied(change.Operation, time.GetElapsedTime(begun));
        Log.Applied(logger, change);
    }
}
