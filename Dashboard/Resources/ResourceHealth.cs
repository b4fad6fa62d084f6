namespace Mesh.Dashboard.Resources;

/// <summary>How well a resource is.</summary>
public enum ResourceHealth
{
    /// <summary>All is well.</summary>
    Healthy,

    /// <summary>It works, but not as it should.</summary>
    Degraded,

    /// <summary>It does not work.</summary>
    Unhealthy,
}
