using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.Publishing;

namespace Mesh.Hosting.Consul.Security;

/// <summary>What a published Consul and its users read from files that Docker Compose writes.</summary>
internal static class PublishedSecurity
{
    /// <summary>Where a published Consul finds its configuration.</summary>
    public const string ConfigurationPath = "/run/consul-security.json";

    private const string TokenPath = "/run/consul-token";
    private const string TokenFileVariable = "CONSUL_HTTP_TOKEN_FILE";

    /// <summary>Turns on access control and encrypted gossip.</summary>
    public static void AddConfiguration(IResourceBuilder<ConsulContainerResource> consul, ConsulSecurity security)
    {
        var isServer = !consul.Resource.TryGetLastAnnotation<ConsulClusterAnnotation>(out var member) || member.IsServer;
        var management = isServer ? $"\"initial_management\":\"{security.Management.Placeholder}\"," : "";
        consul.WithPublishedFile(
            $"{consul.Resource.Name}-security",
            ConfigurationPath,
            $$$"""{"acl":{"enabled":true,"default_policy":"deny","tokens":{{{{management}}}"agent":"{{{security.Agent.Placeholder}}}"}},"encrypt":"{{{security.GossipKey.Placeholder}}}"}""",
            isServer ? [security.Management, security.Agent, security.GossipKey] : [security.Agent, security.GossipKey]);
    }

    /// <summary>Gives a token, not in the environment but in a file, where nobody sees it who may ask Docker about containers.</summary>
    public static IResourceBuilder<T> AddToken<T>(IResourceBuilder<T> builder, ConsulSecret token)
        where T : IResourceWithEnvironment =>
        builder.WithPublishedFile(token.Name, TokenPath, token.Placeholder, token).WithEnvironment(TokenFileVariable, TokenPath);
}
