using Mesh.Dashboard.Otlp.Wire;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Metrics;

namespace Mesh.Dashboard.Otlp;

/// <summary>Takes in measurements.</summary>
internal sealed class MetricReceiver(ITelemetrySink sink, WireText text) : IReceiver<ExportMetricsServiceRequest, ExportMetricsServiceResponse>
{
    private readonly MetricPoints _points = new(text);

    public ExportMetricsServiceResponse Receive(ExportMetricsServiceRequest request)
    {
        var rejected = new Rejection();
        foreach (var sender in request.ResourceMetrics)
        {
            var (resource, attributes) = WireResource.Read(sender.Resource, text);
            var isAccepted = sink.TryAccept(resource, attributes);
            var measurements = sender.ScopeMetrics
                .SelectMany(scope => scope.Metrics.SelectMany(metric => _points.Read(resource, scope.Scope?.Name ?? "", metric))).ToArray();
            if (!isAccepted)
            {
                rejected.Add(measurements.Length, Reasons.TooManyResources);
                continue;
            }

            rejected.Add(
                sink.AddMeasurements(resource, [.. measurements.OfType<MetricMeasurement>()]),
                "There are too many combinations of dimensions (Dashboard:TelemetryLimits:MaxSeriesCount).");
            rejected.Add(measurements.Count(measured => measured is null), "A histogram's buckets do not match its bounds.");
        }

        return rejected.Count == 0 ? new() : new() { PartialSuccess = new() { RejectedDataPoints = rejected.Count, ErrorMessage = rejected.Reason } };
    }
}
