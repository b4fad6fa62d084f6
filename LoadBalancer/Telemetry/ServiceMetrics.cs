using System.Diagnostics.Metrics;
using Mesh.LoadBalancer.Health;
using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>What keeps a service's requests from its instances: ejections, queues and breakers, in the meter <c>Mesh.LoadBalancer</c>.</summary>
internal sealed class ServiceMetrics
{
    private readonly RoutedServices _services;
    private readonly Counter<long> _ejections;

    public ServiceMetrics(IMeterFactory meters, RoutedServices services)
    {
        _services = services;
        var meter = meters.Create(LoadBalancerMetrics.MeterName);
        _ejections = meter.CreateCounter<long>("mesh.ejections", "{ejection}", "How often an instance was left out, by service and reason.");
        meter.CreateObservableGauge("mesh.instances.left_out", LeftOut, "{instance}", "Instances that requests are kept from, by service and standing.");
        meter.CreateObservableGauge("mesh.queue.waiting", Waiting, "{request}", "Requests that wait for an instance with room, by service.");
        meter.CreateObservableGauge("mesh.breaker.open", Open, "{breaker}", "1 while the service's breaker is open, 0 while it is closed.");
    }

    public void CountEjection(string service, Standing standing) => _ejections.Add(1, new("service", service), new("reason", standing.ToString()));

    private IEnumerable<Measurement<int>> LeftOut() =>
        from service in _services.Known
        from standing in service.Upstreams.Where(upstream => upstream.Health.Standing != Standing.Good).CountBy(upstream => upstream.Health.Standing)
        select new Measurement<int>(standing.Value, new("service", service.Name), new("standing", standing.Key.ToString()));

    private IEnumerable<Measurement<int>> Waiting() =>
        from service in _services.Known
        where service.Waiting is not null
        select new Measurement<int>(service.Waiting!.Count, new KeyValuePair<string, object?>("service", service.Name));

    private IEnumerable<Measurement<int>> Open() =>
        from service in _services.Known
        where service.Breaker is not null
        select new Measurement<int>(service.Breaker!.IsOpen ? 1 : 0, new KeyValuePair<string, object?>("service", service.Name));
}
