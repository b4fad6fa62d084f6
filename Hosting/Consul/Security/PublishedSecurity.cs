using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Consul.Security;

/// <summary>The configuration of a published Consul, which its image takes from a variable. Holds names of secrets only.</summary>
internal static class PublishedSecurity
{
    public static void AddTo(EnvironmentCallbackContext context, ConsulContainerResource consul, ConsulSecurity security)
    {
        var tokens = ReferenceExpression.Create($"\"agent\":\"{security.Agent}\"");
        if (!consul.TryGetLastAnnotation<ConsulClusterAnnotation>(out var member) || member.IsServer)
        {
            tokens = ReferenceExpression.Create($"\"initial_management\":\"{security.Management}\",{tokens}");
        }

        context.EnvironmentVariables["CONSUL_LOCAL_CONFIG"] = ReferenceExpression.Create(
            $"{{\"acl\":{{\"enabled\":true,\"default_policy\":\"deny\",\"tokens\":{{{tokens}}}}},\"encrypt\":\"{security.GossipKey}\"}}");
    }
}
