namespace Mesh.Consul;

/// <summary>The part of an agent's configuration that is the same in all versions of Consul.</summary>
public sealed record AgentConfiguration
{
    /// <summary>The name of the agent's node.</summary>
    public required string NodeName { get; init; }

    /// <summary>The agent's datacenter.</summary>
    public required string Datacenter { get; init; }

    /// <summary>Consul's version, such as <c>1.22.4</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Whether the agent is a server rather than a client.</summary>
    public bool Server { get; init; }
}
