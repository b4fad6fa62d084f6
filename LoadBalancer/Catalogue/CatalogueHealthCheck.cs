using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// Unhealthy until requests follow Consul's list of services, its answers about those that the settings name and about one at least, or an earlier run's
/// answers: requests for the others wait for theirs (<see cref="FirstAnswers"/>). Degraded while anything is kept beyond Consul's word, Consul does not answer about
/// some service, or one has nothing left but instances of lost nodes.
/// </summary>
internal sealed class CatalogueHealthCheck(CatalogueStore store, CatalogueConfigProvider provider, RoutingPlanner planner, FirstAnswers first, WatchLog log)
    : IHealthCheck
{
    private const int MostReasons = 3;

    private volatile bool _isReady;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var applied = provider.Applied;
        if (!_isReady)
        {
            if (WhyNotReady(applied) is { } reason)
            {
                return HealthCheckResult.Unhealthy(log.Trouble is { } trouble ? $"{reason}. {trouble}" : reason);
            }

            _isReady = true;
        }

        var reasons = applied.Snapshot.Stale.Select(stale => $"{stale.Service ?? "the list of services"}: {stale.Staleness.Reason}")
            .Concat(Failed(applied).Select(NotAnswered))
            .Concat(applied.Snapshot.Services.Values.Where(service => service.IsOnLastResort)
                .Select(service => $"{service.Name}: Consul lost the nodes of all its instances, which get requests as a last resort"))
            .ToList();
        return reasons.Count == 0 ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join("; ", reasons.Take(MostReasons))
                + (reasons.Count > MostReasons ? $"; and {reasons.Count - MostReasons} more" : ""));
    }

    // One answer at least shows that instances can be read: the list may be readable where they are not.
    private string? WhyNotReady(CatalogueConfig applied) =>
        applied.Snapshot.TagsStaleness is { } waiting && !store.IsRestored ? waiting.Reason
        : planner.Services.Intersect(applied.Unanswered).FirstOrDefault() is { } missing ? NotAnswered(missing)
        : applied.Snapshot.Services.IsEmpty && applied.Plan.Services.FirstOrDefault() is { } any ? NotAnswered(any)
        : null;

    // An answer may come meanwhile: it is applied before it is awaited no more.
    private IEnumerable<string> Failed(CatalogueConfig applied) =>
        applied.Unanswered.Where(service => !first.IsAwaited(service) && !provider.Applied.Snapshot.Services.ContainsKey(service));

    private static string NotAnswered(string service) => $"Consul has not answered about service '{service}' yet";
}
