using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Mesh.ServiceDefaults.Health;

/// <summary>Answers a probe with the plain status and logs a change of status once, with its reasons, instead of every failed probe.</summary>
internal sealed partial class ReadinessLog(ILogger<ReadinessLog> logger)
{
    private int _last = (int)HealthStatus.Healthy;

    public Task WriteAsync(HttpContext context, HealthReport report)
    {
        if (Interlocked.Exchange(ref _last, (int)report.Status) != (int)report.Status)
        {
            Log.ReadinessChanged(logger, report.Status, string.Join("; ", report.Entries.Select(Reason).OfType<string>()));
        }

        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(report.Status.ToString(), context.RequestAborted);
    }

    private static string? Reason(KeyValuePair<string, HealthReportEntry> entry) =>
        entry.Value.Status == HealthStatus.Healthy ? null : $"{entry.Key}: {entry.Value.Description ?? entry.Value.Exception?.Message ?? "no reason given"}";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Readiness is now {Status}. {Reasons}", EventName = nameof(ReadinessChanged))]
        public static partial void ReadinessChanged(ILogger logger, HealthStatus status, string reasons);
    }
}
