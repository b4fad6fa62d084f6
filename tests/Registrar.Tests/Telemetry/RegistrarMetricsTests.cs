using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Mesh.Registrar.Reconciliation;
using Mesh.Registrar.Tests.Reconciliation;
using Mesh.ServiceDefaults.Prometheus;

namespace Mesh.Registrar.Tests.Telemetry;

public sealed class RegistrarMetricsTests
{
    [Fact]
    public async Task Every_write_is_counted_with_its_lag_and_the_gauges_tell_how_things_stand()
    {
        await using var bench = new ReconciliationBench();
        using var measured = new Measurements(bench.Get<IMeterFactory>());
        await bench.StartAsync();
        var faults = 2;
        bench.Registry.Fault = id => id is not null && faults-- > 0 ? new RegistryException("500", "no") : null;

        bench.View.Replace([Sample.Instance()]);
        await bench.UntilAsync(() => bench.Registry.Entries.Count == 1, "it should be registered at the third try");
        bench.View.Upsert(Sample.Instance(health: "Degraded"));
        await bench.UntilAsync(() => measured["mesh.registrar.status_changes"] == 1, "its status should change");
        await bench.UntilAsync(() => bench.Condition.SinceSync is not null, "the first sync should be done");
        measured.Observe();
        Assert.Equal((1, 1), (measured["mesh.registrar.instances"], measured["mesh.registrar.entries"]));
        Assert.InRange(measured["mesh.registrar.last_sync.age"], 0, 10);
        bench.View.Remove("web-1");
        await bench.UntilAsync(() => measured["mesh.registrar.deregistrations"] == 1, "it should be deregistered");

        Assert.Equal((1, 2), (measured["mesh.registrar.registrations"], measured["mesh.registrar.failures"]));
        Assert.InRange(measured["mesh.registrar.lag"], 0.1, 60);
    }

    [Fact]
    public async Task Prometheus_gets_the_same_figures()
    {
        await using var bench = new ReconciliationBench();
        var readings = bench.Get<MeterReadings>();
        await bench.StartAsync();
        bench.View.Replace([Sample.Instance()]);
        await bench.UntilAsync(() => bench.Condition.SinceSync is not null, "the first sync should be done");

        var text = new PrometheusText();
        readings.WriteTo(text);

        var lines = text.ToString().Split('\n');
        Assert.Contains("mesh_registrar_instances{source=\"source 1\"} 1", lines);
        Assert.Contains("mesh_registrar_entries 1", lines);
        Assert.Contains("mesh_registrar_registrations_total 1", lines);
        Assert.Contains("mesh_registrar_lag_seconds_count{operation=\"register\"} 1", lines);
        Assert.Contains(lines, line => line.StartsWith("mesh_registrar_last_sync_age_seconds ", StringComparison.Ordinal));
    }

    /// <summary>Sums of what the registrar measured, by instrument.</summary>
    private sealed class Measurements : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<string, double> _sums = new();

        public Measurements(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Mesh.Registrar" && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
            _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
            _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
            _listener.Start();
        }

        public double this[string instrument] => _sums.GetValueOrDefault(instrument);

        public void Observe() => _listener.RecordObservableInstruments();

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value) => _sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
    }
}
