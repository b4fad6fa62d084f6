using Google.Protobuf.Collections;
using Mesh.Dashboard.Otlp.Wire;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Metrics;

namespace Mesh.Dashboard.Otlp;

/// <summary>Reads the points of metrics; a point that makes no sense becomes <see langword="null"/>.</summary>
internal sealed class MetricPoints(WireText text)
{
    private const int Delta = 1;

    public IEnumerable<MetricMeasurement?> Read(ResourceKey resource, string meter, Metric metric)
    {
        MetricInstrument Instrument(MetricKind kind) => new(resource, text.Keep(meter), text.Keep(metric.Name), kind)
        {
            Description = text.Keep(metric.Description),
            Unit = text.Keep(metric.Unit),
        };

        switch (metric.DataCase)
        {
            case Metric.DataOneofCase.Gauge:
                var gauge = Instrument(MetricKind.Gauge);
                return metric.Gauge.DataPoints.Select(point => Number(gauge, point, isDelta: false));
            case Metric.DataOneofCase.Sum:
                var sum = Instrument(metric.Sum.IsMonotonic ? MetricKind.Counter : MetricKind.UpDownCounter);
                return metric.Sum.DataPoints.Select(point => Number(sum, point, metric.Sum.AggregationTemporality == Delta));
            case Metric.DataOneofCase.Histogram:
                var histogram = Instrument(MetricKind.Histogram);
                return metric.Histogram.DataPoints.Select(point => Histogram(histogram, point, metric.Histogram.AggregationTemporality == Delta));
            case Metric.DataOneofCase.ExponentialHistogram:
                var exponential = Instrument(MetricKind.Histogram);
                return metric.ExponentialHistogram.DataPoints.Select(point => Exponential(exponential, point, metric.ExponentialHistogram.AggregationTemporality == Delta));
            case Metric.DataOneofCase.Summary:
                var summary = Instrument(MetricKind.Histogram);
                return metric.Summary.DataPoints.Select(point => new MetricMeasurement(summary, Dimensions(point.Attributes), WireTime.Of(point.TimeUnixNano), point.Sum)
                {
                    Histogram = new((long)point.Count, [], [(long)point.Count]),
                });
            default:
                return [];
        }
    }

    private MetricMeasurement Number(MetricInstrument instrument, NumberDataPoint point, bool isDelta) =>
        new(instrument, Dimensions(point.Attributes), WireTime.Of(point.TimeUnixNano),
            point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble)
        {
            IsDelta = isDelta,
            Exemplars = Exemplars(point.Exemplars),
        };

    private MetricMeasurement? Histogram(MetricInstrument instrument, HistogramDataPoint point, bool isDelta)
    {
        // Without bounds the buckets may be left out as well: then there is one.
        if (point.BucketCounts.Count != 0 && point.BucketCounts.Count != point.ExplicitBounds.Count + 1)
        {
            return null;
        }

        var buckets = point.BucketCounts.Count == 0 ? [(long)point.Count] : point.BucketCounts.Select(count => (long)count).ToArray();
        return new(instrument, Dimensions(point.Attributes), WireTime.Of(point.TimeUnixNano), point.Sum)
        {
            IsDelta = isDelta,
            Histogram = new((long)point.Count, point.BucketCounts.Count == 0 ? [] : [.. point.ExplicitBounds], buckets),
            Exemplars = Exemplars(point.Exemplars),
        };
    }

    private MetricMeasurement? Exponential(MetricInstrument instrument, ExponentialHistogramDataPoint point, bool isDelta) =>
        ExponentialBuckets.ToExplicit(point) is { } histogram
            ? new(instrument, Dimensions(point.Attributes), WireTime.Of(point.TimeUnixNano), point.Sum)
            {
                IsDelta = isDelta,
                Histogram = histogram,
                Exemplars = Exemplars(point.Exemplars),
            }
            : null;

    private IReadOnlyList<TelemetryAttribute> Dimensions(RepeatedField<KeyValue> attributes) =>
        attributes.Count switch
        {
            0 => [],
            1 => text.Keep(attributes),
            _ => [.. text.Keep(attributes).OrderBy(attribute => attribute.Name, StringComparer.Ordinal)],
        };

    private static IReadOnlyList<Telemetry.Metrics.Exemplar> Exemplars(RepeatedField<Wire.Exemplar> exemplars) => exemplars.Count == 0 ? [] :
    [
        .. exemplars.Where(exemplar => WireId.Trace(exemplar.TraceId) is not null && WireId.Span(exemplar.SpanId) is not null)
            .Select(exemplar => new Telemetry.Metrics.Exemplar(
                WireTime.Of(exemplar.TimeUnixNano),
                exemplar.ValueCase == Wire.Exemplar.ValueOneofCase.AsInt ? exemplar.AsInt : exemplar.AsDouble,
                WireId.Trace(exemplar.TraceId)!.Value, WireId.Span(exemplar.SpanId)!.Value)),
    ];
}
