using System.Text.Json.Serialization;

namespace Mesh.Consul;

/// <summary>What an agent says of itself.</summary>
public sealed record AgentSelf
{
    /// <summary>The agent's name, place and version.</summary>
    [JsonPropertyName("Config")]
    public required AgentConfiguration Configuration { get; init; }
}
