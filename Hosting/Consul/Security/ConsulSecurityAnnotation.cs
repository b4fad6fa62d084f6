using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Consul.Security;

/// <summary>Secures a Consul resource, and whoever joins its cluster.</summary>
internal sealed record ConsulSecurityAnnotation(ConsulSecurity Security) : IResourceAnnotation
{
    /// <summary>What secures a Consul: itself, or the cluster that it belongs to; null when nothing does.</summary>
    public static ConsulSecurity? Of(IResource consul) =>
        consul.TryGetLastAnnotation<ConsulSecurityAnnotation>(out var own) ? own.Security : null;
}
