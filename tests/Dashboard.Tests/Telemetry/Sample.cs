using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Logs;
using Mesh.Dashboard.Telemetry.Metrics;
using Mesh.Dashboard.Telemetry.Traces;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Dashboard.Tests.Telemetry;

/// <summary>Small pieces of telemetry.</summary>
internal static class Sample
{
    public static readonly ResourceKey Web = new("web", "one");
    public static readonly ResourceKey Balancer = new("lb", "two");

    private static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    public static TelemetryStore Store(TelemetryLimits limits, TimeProvider? time = null) => new(limits, time ?? TimeProvider.System, NullLogger<TelemetryStore>.Instance);

    public static LogEntry Log(long id) => new() { Id = id, Resource = Web, Time = Noon.AddSeconds(id), Severity = LogSeverity.Information, Message = $"Entry {id}" };

    public static Span Span(ResourceKey resource, uint trace, ulong id = 1, ulong? parent = null) => new()
    {
        TraceId = new(trace),
        Id = new(id),
        ParentId = parent is { } of ? new(of) : null,
        Resource = resource,
        Name = $"span {id}",
        Start = Noon.AddSeconds(trace),
        Duration = TimeSpan.FromMilliseconds(5),
    };

    public static MetricMeasurement Count(double value, int second, bool isDelta = false, string shop = "north") =>
        new(new(Web, "Shop", "orders", MetricKind.Counter), [new("shop", shop)], Noon.AddSeconds(second), value) { IsDelta = isDelta };
}
