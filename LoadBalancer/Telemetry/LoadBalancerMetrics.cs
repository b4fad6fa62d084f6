using System.Diagnostics.Metrics;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Resilience;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>The meter <c>Mesh.LoadBalancer</c>.</summary>
internal sealed class LoadBalancerMetrics
{
    public const string MeterName = "Mesh.LoadBalancer";
    public const string RequestsName = "mesh.requests";

    private static readonly InstrumentAdvice<double> Quick = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private readonly Counter<long> _retries;
    private readonly Histogram<double> _application;
    private readonly Histogram<double> _propagation;

    public LoadBalancerMetrics(IMeterFactory meters, CatalogueStore store, Traffic traffic, TimeProvider time)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter(RequestsName, () => Requests(traffic), "{request}", "Requests by service and class of status.");
        _retries = meter.CreateCounter<long>("mesh.retries", "{request}", "Requests that another instance was tried for, by service and reason.");
        _application = meter.CreateHistogram("mesh.config.apply.duration", "s", "Time from Consul's answer until requests follow it.", advice: Quick);
        _propagation = meter.CreateHistogram(
            "mesh.propagation.duration", "s", "Time from a change of an instance until requests follow it, by service and change.", advice: Quick);
        meter.CreateObservableGauge("mesh.config.age", () => Age(store, time), "s", "How long Consul has not confirmed what is in use; 0 while it does.");
        meter.CreateObservableGauge("mesh.config.held", () => store.Current.Services.Values.Count(service => service.Staleness is not null), "{service}",
            "Services whose last good instances are kept without Consul's confirmation.");
    }

    public void CountRetry(string service, RetryReason reason) => _retries.Add(1, new("service", service), new("reason", reason.ToString()));

    public void RecordApplication(TimeSpan duration) => _application.Record(duration.TotalSeconds);

    public void RecordPropagation(string service, string change, TimeSpan duration) =>
        _propagation.Record(Math.Max(0, duration.TotalSeconds), new("service", service), new("change", change));

    private static IEnumerable<Measurement<long>> Requests(Traffic traffic) =>
        from service in traffic.Services
        from status in service.Value.Read().Statuses.Index()
        where status.Item > 0
        select new Measurement<long>(status.Item, new("service", service.Key), new("status", StatisticsReading.ClassNames[status.Index]));

    private static double Age(CatalogueStore store, TimeProvider time) =>
        store.Current.Stale.Select(stale => (time.GetUtcNow() - stale.Staleness.Since).TotalSeconds).DefaultIfEmpty(0).Max();
}
