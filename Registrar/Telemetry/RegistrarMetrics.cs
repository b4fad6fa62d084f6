using System.Diagnostics.Metrics;
using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Telemetry;

/// <summary>The instruments of meter <c>Mesh.Registrar</c>. Durations are seconds.</summary>
internal sealed class RegistrarMetrics
{
    private readonly Counter<long> _registrations;
    private readonly Counter<long> _deregistrations;
    private readonly Counter<long> _statusChanges;
    private readonly Counter<long> _heartbeats;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _lag;

    public RegistrarMetrics(IMeterFactory meters, InstanceCatalogue catalogue, RegistrarCondition condition)
    {
        var meter = meters.Create(RegistrarTelemetry.Name);
        _registrations = meter.CreateCounter<long>("mesh.registrar.registrations", "{entry}", "Entries written to Consul.");
        _deregistrations = meter.CreateCounter<long>("mesh.registrar.deregistrations", "{entry}", "Entries removed from Consul.");
        _statusChanges = meter.CreateCounter<long>("mesh.registrar.status_changes", "{entry}", "Statuses set in Consul.");
        _heartbeats = meter.CreateCounter<long>("mesh.registrar.heartbeats", "{entry}", "Statuses told again so that they do not expire.");
        _failures = meter.CreateCounter<long>("mesh.registrar.failures", "{write}", "Writes that Consul did not take, by operation.");
        _lag = meter.CreateHistogram<double>("mesh.registrar.lag", "s", "From a change being noticed until Consul had taken it.");
        meter.CreateObservableGauge("mesh.registrar.instances", () => Instances(catalogue), "{instance}", "Instances known, by source.");
        meter.CreateObservableGauge("mesh.registrar.entries", () => condition.Entries, "{entry}", "Entries that should stand in Consul.");
        meter.CreateObservableGauge("mesh.registrar.last_sync.age", () => Ages(condition), "s", "Time since Consul was seen to hold exactly what it should.");

        // So that a rate can be told from the first one on.
        foreach (var counter in new[] { _registrations, _deregistrations, _statusChanges, _heartbeats })
        {
            counter.Add(0);
        }

        foreach (var operation in new[] { "register", "deregister", "status", "heartbeat" })
        {
            _failures.Add(0, new KeyValuePair<string, object?>("operation", operation));
        }
    }

    /// <summary>Counts a change that Consul took.</summary>
    public void Applied(string operation, TimeSpan lag)
    {
        if (operation == "heartbeat")
        {
            _heartbeats.Add(1);
            return;
        }

        (operation switch
        {
            "register" => _registrations,
            "deregister" => _deregistrations,
            _ => _statusChanges,
        }).Add(1);
        _lag.Record(lag.TotalSeconds, new KeyValuePair<string, object?>("operation", operation));
    }

    /// <summary>Counts a change that Consul did not take.</summary>
    public void Failed(string operation) => _failures.Add(1, new KeyValuePair<string, object?>("operation", operation));

    private static IEnumerable<Measurement<int>> Instances(InstanceCatalogue catalogue) =>
        catalogue.Views.Select(each => new Measurement<int>(each.View.Instances.Count, new KeyValuePair<string, object?>("source", each.View.Source)));

    private static IEnumerable<Measurement<double>> Ages(RegistrarCondition condition) =>
        condition.SinceSync is { } age ? [new(age.TotalSeconds)] : [];
}
