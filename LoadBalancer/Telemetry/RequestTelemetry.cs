using System.Diagnostics;
using Mesh.LoadBalancer.Resilience;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>
/// Writes down what became of a request: on its span, in the metrics and, when it failed, in the log. Costs next to nothing while nobody listens.
/// </summary>
internal sealed partial class RequestTelemetry(Traffic traffic, LoadBalancerMetrics metrics, TimeProvider time, ILogger<RequestTelemetry> logger)
{
    /// <summary>A request begins; the result is for <see cref="Finished"/>.</summary>
    public long Start() => time.GetTimestamp();

    /// <summary>The request is answered, by an instance or by the balancer itself.</summary>
    public void Finished(HttpContext context, string service, DestinationState? destination, long started)
    {
        traffic.Add(service, destination, context.Response.StatusCode, time.GetTimestamp() - started);
        if (Activity.Current is { IsAllDataRequested: true } span)
        {
            span.SetTag("mesh.service", service);
            span.SetTag("mesh.instance", destination?.DestinationId);
        }
    }

    /// <summary>An attempt failed, and another instance is tried.</summary>
    public void Retried(HttpContext context, string service, DestinationState failed, RetryReason reason)
    {
        metrics.CountRetry(service, reason);
        context.Features.Get<RetryCount>()?.Add();
        if (Activity.Current is { IsAllDataRequested: true } span)
        {
            span.SetTag("mesh.retries", (span.GetTagItem("mesh.retries") as int? ?? 0) + 1);
            span.AddEvent(new("retry", tags: new() { ["mesh.instance"] = failed.DestinationId, ["mesh.reason"] = reason.ToString() }));
        }
    }

    /// <summary>An attempt failed, and no other follows. What the client itself broke off is not worth a line.</summary>
    public void Failed(HttpContext context, string service, DestinationState destination, IForwarderErrorFeature failure)
    {
        var isClients = failure.Error is ForwarderError.RequestBodyClient or ForwarderError.ResponseBodyClient
            or ForwarderError.UpgradeRequestClient or ForwarderError.UpgradeResponseClient;
        if (!isClients && !context.RequestAborted.IsCancellationRequested)
        {
            Log.RequestFailed(logger, context.Request.Method, context.Request.Path, service, destination.DestinationId, failure.Error,
                failure.Exception?.GetBaseException().Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Method} {Path} of service '{Service}' failed on {Instance}: {Error}: {Reason}",
            EventName = nameof(RequestFailed))]
        public static partial void RequestFailed(
            ILogger logger, string method, PathString path, string service, string instance, ForwarderError error, string? reason);
    }
}
