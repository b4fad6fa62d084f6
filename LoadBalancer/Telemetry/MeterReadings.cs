using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>Keeps the values of every instrument of the balancer's meter, but for the requests, which are counted apart.</summary>
internal sealed class MeterReadings : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), MeterReading> _values = new();

    public MeterReadings(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == LoadBalancerMetrics.MeterName && instrument.Meter.Scope == meters && instrument.Name != LoadBalancerMetrics.RequestsName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What every instrument shows now, by its labels in Prometheus' form.</summary>
    public IEnumerable<IGrouping<Instrument, (string Labels, MeterReading Reading)>> Read()
    {
        // A gauge that shows something no more must not go on showing its last value.
        foreach (var observed in _values.Keys.Where(key => key.Instrument.IsObservable).ToList())
        {
            _values.TryRemove(observed, out _);
        }

        _listener.RecordObservableInstruments();
        return _values.OrderBy(entry => entry.Key.Instrument.Name, StringComparer.Ordinal).ThenBy(entry => entry.Key.Labels, StringComparer.Ordinal)
            .GroupBy(entry => entry.Key.Instrument, entry => (entry.Key.Labels, entry.Value));
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels([.. tags.ToArray().Select(tag => (tag.Key, tag.Value?.ToString() ?? ""))]);
        _values.AddOrUpdate((instrument, labels), new MeterReading(1, value), (key, last) =>
            key.Instrument.IsObservable || key.Instrument.GetType().GetGenericTypeDefinition() == typeof(Gauge<>)
                ? new(1, value) : new(last.Count + 1, last.Sum + value));
    }
}
