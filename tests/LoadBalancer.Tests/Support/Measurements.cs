using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Mesh.LoadBalancer.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>Listens to one balancer's meter.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _sums = new();
    private readonly ConcurrentDictionary<string, double> _last = new();

    public Measurements(Balancer balancer)
    {
        var scope = balancer.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == LoadBalancerMetrics.MeterName && instrument.Meter.Scope == scope)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The sum of all measurements of a counter: <c>mesh.retries service=web reason=ConnectFailed</c>.</summary>
    public double Sum(string name) => _sums.GetValueOrDefault(name);

    /// <summary>What an instrument shows now that is asked for its value: <c>mesh.requests service=web status=2xx</c>; 0 when it shows nothing.</summary>
    public double Read(string name)
    {
        _listener.RecordObservableInstruments();
        return _last.GetValueOrDefault(name);
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Prepend(instrument.Name));
        _sums.AddOrUpdate(name, value, (_, sum) => sum + value);
        _last[name] = value;
    }
}
