using System.Diagnostics.Metrics;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Resilience;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>The meter <c>Mesh.LoadBalancer</c>.</summary>
internal sealed class LoadBalancerMetrics
{
    public const string MeterName = "Mesh.LoadBalancer";

    private static readonly string[] StatusClasses = ["other", "1xx", "2xx", "3xx", "4xx", "5xx"];

    private readonly Counter<long> _requests;
    private readonly Counter<long> _retries;
    private readonly Histogram<double> _propagation;

    public LoadBalancerMetrics(IMeterFactory meters, CatalogueStore store, TimeProvider time)
    {
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>("mesh.requests", "{request}", "Requests by service and class of status.");
        _retries = meter.CreateCounter<long>("mesh.retries", "{request}", "Requests that another instance was tried for, by service and reason.");
        _propagation = meter.CreateHistogram<double>("mesh.propagation.duration", "s", "Time from Consul's answer until requests follow it.");
        meter.CreateObservableGauge("mesh.config.age", () => Age(store, time), "s", "How long Consul has not confirmed what is in use; 0 while it does.");
        meter.CreateObservableGauge("mesh.config.held", () => store.Current.Services.Values.Count(service => service.Staleness is not null), "{service}",
            "Services whose last good instances are kept without Consul's confirmation.");
    }

    public void CountRequest(string service, int status)
    {
        if (_requests.Enabled)
        {
            var statusClass = status is >= 100 and < 600 ? StatusClasses[status / 100] : StatusClasses[0];
            _requests.Add(1, new("service", service), new("status", statusClass));
        }
    }

    public void CountRetry(string service, RetryReason reason) => _retries.Add(1, new("service", service), new("reason", reason.ToString()));

    public void RecordPropagation(TimeSpan duration) => _propagation.Record(duration.TotalSeconds);

    private static double Age(CatalogueStore store, TimeProvider time) =>
        store.Current.Stale.Select(stale => (time.GetUtcNow() - stale.Staleness.Since).TotalSeconds).DefaultIfEmpty(0).Max();
}
