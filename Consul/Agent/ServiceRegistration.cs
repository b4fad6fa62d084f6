using System.Text.Json.Serialization;

namespace Mesh.Consul;

/// <summary>A service instance to be registered on the agent.</summary>
public sealed record ServiceRegistration
{
    /// <summary>The instance's id, unique on the agent; null for <see cref="Name"/>.</summary>
    [JsonPropertyName("ID")]
    public string? Id { get; init; }

    /// <summary>The service's name: what is looked up.</summary>
    public required string Name { get; init; }

    /// <summary>Tags, by which instances can be selected.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A host name or IP address; null for the node's.</summary>
    public string? Address { get; init; }

    /// <summary>The TCP port; null for none.</summary>
    public int? Port { get; init; }

    /// <summary>Other addresses by purpose: <c>lan</c>, <c>wan</c>, <c>lan_ipv6</c> and so on.</summary>
    public IReadOnlyDictionary<string, ServiceAddress>? TaggedAddresses { get; init; }

    /// <summary>Free data: at most 64 pairs, keys of at most 128 characters (letters, digits, <c>-</c>, <c>_</c>), values of at most 512.</summary>
    public IReadOnlyDictionary<string, string>? Meta { get; init; }

    /// <summary>The instance's share of the traffic; null for Consul's default of 1 and 1.</summary>
    public ServiceWeights? Weights { get; init; }

    /// <summary>Whether the catalogue's tags may be changed from elsewhere without the agent changing them back.</summary>
    public bool EnableTagOverride { get; init; }

    /// <summary>The instance's checks; all others of this instance are removed.</summary>
    public IReadOnlyList<CheckRegistration> Checks { get; init; } = [];
}
