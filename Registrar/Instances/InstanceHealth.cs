namespace Mesh.Registrar.Instances;

/// <summary>The health texts of an instance: the names of .NET's <c>HealthStatus</c>.</summary>
internal static class InstanceHealth
{
    /// <summary>All its checks pass, or it has none.</summary>
    public const string Healthy = "Healthy";

    /// <summary>It works, but not as it should.</summary>
    public const string Degraded = "Degraded";

    /// <summary>A check fails or has not run yet.</summary>
    public const string Unhealthy = "Unhealthy";
}
