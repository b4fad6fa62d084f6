namespace Aspire.Hosting;

/// <summary>What a resource may do in a Consul with access control: as little as it needs.</summary>
public enum ConsulPermissions
{
    /// <summary>Read services, nodes and their health: for a load balancer.</summary>
    Discover,

    /// <summary>Enter services into the agent and take them out: for a registrar.</summary>
    Register,
}
