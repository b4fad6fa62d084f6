namespace Mesh.Dashboard.Stage;

/// <summary>How much telemetry was sent, or has come, whether it is still kept or not.</summary>
/// <param name="Spans">Spans.</param>
/// <param name="Logs">Log entries.</param>
/// <param name="Points">Metric points; of those that came, the ones that say something new.</param>
public sealed record TelemetryCounts(long Spans, long Logs, long Points);
