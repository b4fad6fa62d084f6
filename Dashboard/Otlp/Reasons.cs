namespace Mesh.Dashboard.Otlp;

/// <summary>Why something is not taken, where several receivers say the same.</summary>
internal static class Reasons
{
    public const string TooManyResources = "Too many resources send telemetry (Dashboard:TelemetryLimits:MaxResourceCount).";
}
