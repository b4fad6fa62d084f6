using Mesh.LoadBalancer.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// Unhealthy until requests follow what Consul has answered for everything that is routed, or an earlier run's answers; degraded while anything is kept
/// beyond Consul's word, or some service has nothing left but instances of lost nodes.
/// </summary>
internal sealed class CatalogueHealthCheck(CatalogueStore store, CatalogueConfigProvider provider, WatchLog log) : IHealthCheck
{
    private const int MostReasons = 3;

    private volatile bool _complete;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var applied = provider.Applied;
        if (!_complete)
        {
            if (applied.Snapshot.TagsStaleness is { } waiting && !store.IsRestored)
            {
                return Waiting(waiting.Reason);
            }

            if (applied.Plan.Services.FirstOrDefault(service => !applied.Snapshot.Services.ContainsKey(service)) is { } missing)
            {
                return Waiting($"Consul has not answered about service '{missing}' yet");
            }

            _complete = true;
        }

        var reasons = applied.Snapshot.Stale.Select(stale => $"{stale.Service ?? "the list of services"}: {stale.Staleness.Reason}")
            .Concat(applied.Snapshot.Services.Values.Where(service => service.IsOnLastResort)
                .Select(service => $"{service.Name}: Consul lost the nodes of all its instances, which get requests as a last resort"))
            .ToList();
        return reasons.Count == 0 ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join("; ", reasons.Take(MostReasons))
                + (reasons.Count > MostReasons ? $"; and {reasons.Count - MostReasons} more" : ""));
    }

    private HealthCheckResult Waiting(string what) => HealthCheckResult.Unhealthy(log.Trouble is { } trouble ? $"{what}. {trouble}" : what);
}
