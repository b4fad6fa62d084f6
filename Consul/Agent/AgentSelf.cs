using System.Text.Json.Serialization;

namespace Mesh.Consul;

/// <summary>What an agent says of itself.</summary>
public sealed record AgentSelf
{
    /// <summary>The agent's name, place and version.</summary>
    [JsonPropertyName("Config")]
    public required AgentConfiguration Configuration { get; init; }
}

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
