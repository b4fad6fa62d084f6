using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Mesh.ServiceDefaults.Prometheus;

/// <summary>Keeps the values of every instrument of one meter from the moment it is made, and writes them for Prometheus.</summary>
public sealed class MeterReadings : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), MeterReading> _values = new();

    /// <param name="meters">The factory that the meter is made by.</param>
    /// <param name="meter">The meter's name.</param>
    /// <param name="except">Names of its instruments that are left out.</param>
    public MeterReadings(IMeterFactory meters, string meter, params string[] except)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter && instrument.Meter.Scope == meters && !except.Contains(instrument.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Writes what every instrument shows now; a histogram as a summary without quantiles.</summary>
    public void WriteTo(PrometheusText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        lock (_writing)
        {
            Observe();
            foreach (var each in _values.OrderBy(entry => entry.Key.Instrument.Name, StringComparer.Ordinal)
                .ThenBy(entry => entry.Key.Labels, StringComparer.Ordinal).GroupBy(entry => entry.Key.Instrument))
            {
                Write(text, each.Key, each.Select(entry => (entry.Key.Labels, entry.Value)));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static void Write(PrometheusText text, Instrument instrument, IEnumerable<(string Labels, MeterReading Reading)> values)
    {
        var kind = instrument.GetType().GetGenericTypeDefinition();
        var isCounter = kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>);
        var isHistogram = kind == typeof(Histogram<>);
        var name = PrometheusText.Name(instrument.Name, instrument.Unit, isCounter);
        text.Begin(name, isCounter ? "counter" : isHistogram ? "summary" : "gauge", instrument.Description);
        foreach (var (labels, reading) in values)
        {
            text.Sample(isHistogram ? $"{name}_sum" : name, labels, reading.Sum);
            if (isHistogram)
            {
                text.Sample($"{name}_count", labels, reading.Count);
            }
        }
    }

    private void Observe()
    {
        // A gauge that shows something no more must not go on showing its last value.
        foreach (var observed in _values.Keys.Where(key => key.Instrument.IsObservable).ToList())
        {
            _values.TryRemove(observed, out _);
        }

        _listener.RecordObservableInstruments();
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels([.. tags.ToArray().Select(tag => (tag.Key, tag.Value?.ToString() ?? ""))]);
        _values.AddOrUpdate((instrument, labels), new MeterReading(1, value), (key, last) =>
            key.Instrument.IsObservable || key.Instrument.GetType().GetGenericTypeDefinition() == typeof(Gauge<>)
                ? new(1, value) : new(last.Count + 1, last.Sum + value));
    }
}
