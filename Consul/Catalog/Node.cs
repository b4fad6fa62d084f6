using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Mesh.Consul;

/// <summary>A machine (or container) on which a Consul agent runs, or that was registered in its place.</summary>
public sealed record Node
{
    /// <summary>The node's id; null for a node that no agent runs on.</summary>
    [JsonPropertyName("ID")]
    public string? Id { get; init; }

    /// <summary>The node's name.</summary>
    [JsonPropertyName("Node")]
    public required string Name { get; init; }

    /// <summary>The node's IP address.</summary>
    public string Address { get; init => field = value ?? ""; } = "";

    /// <summary>The node's datacenter.</summary>
    public string Datacenter { get; init => field = value ?? ""; } = "";

    /// <summary>Other addresses by purpose: <c>lan</c>, <c>wan</c> and so on.</summary>
    public IReadOnlyDictionary<string, string> TaggedAddresses
    {
        get;
        init => field = value ?? ImmutableDictionary<string, string>.Empty;
    } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Free data of the node.</summary>
    public IReadOnlyDictionary<string, string> Meta
    {
        get;
        init => field = value ?? ImmutableDictionary<string, string>.Empty;
    } = ImmutableDictionary<string, string>.Empty;
}
