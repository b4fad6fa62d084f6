namespace Mesh.Registrar.Instances;

/// <summary>The health texts of an instance, names of .NET's <c>HealthStatus</c>, that let it take traffic.</summary>
internal static class InstanceHealth
{
    /// <summary>All its checks pass, or it has none.</summary>
    public const string Healthy = "Healthy";

    /// <summary>It works, but not as it should.</summary>
    public const string Degraded = "Degraded";
}
