using Yarp.ReverseProxy.Configuration;

namespace Mesh.LoadBalancer.Health;

/// <summary>Writes active checks as YARP's, which makes them.</summary>
internal static class ActiveChecks
{
    /// <summary>What YARP is told; null when nothing is asked.</summary>
    public static HealthCheckConfig? Config(ActiveCheckOptions options) => options.Path.Length == 0 ? null : new()
    {
        Active = new()
        {
            Enabled = true,
            Path = options.Path,
            Interval = options.Interval,
            Timeout = options.Timeout,
            Policy = ActiveCheckPolicy.PolicyName,
        },
    };
}
