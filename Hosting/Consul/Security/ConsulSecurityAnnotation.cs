using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Consul.Security;

/// <summary>Secures a Consul resource.</summary>
internal sealed record ConsulSecurityAnnotation(ConsulSecurity Security) : IResourceAnnotation
{
    /// <summary>What secures a Consul; null when nothing does.</summary>
    public static ConsulSecurity? Of(IResource consul) =>
        consul.TryGetLastAnnotation<ConsulSecurityAnnotation>(out var own) ? own.Security : null;
}
