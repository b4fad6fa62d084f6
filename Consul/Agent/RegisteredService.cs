using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Mesh.Consul;

/// <summary>A service instance as Consul holds it.</summary>
public sealed record RegisteredService
{
    /// <summary>The instance's id, unique on its agent.</summary>
    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    /// <summary>The service's name.</summary>
    [JsonPropertyName("Service")]
    public required string Name { get; init; }

    /// <summary>The instance's tags.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>A host name or IP address; empty when the instance has its node's. <see cref="ServiceInstance.Address"/> resolves that.</summary>
    public string Address { get; init => field = value ?? ""; } = "";

    /// <summary>The TCP port; 0 for none.</summary>
    public int Port { get; init; }

    /// <summary>Other addresses by purpose.</summary>
    public IReadOnlyDictionary<string, ServiceAddress> TaggedAddresses
    {
        get;
        init => field = value ?? ImmutableDictionary<string, ServiceAddress>.Empty;
    } = ImmutableDictionary<string, ServiceAddress>.Empty;

    /// <summary>Free data of the registration.</summary>
    public IReadOnlyDictionary<string, string> Meta
    {
        get;
        init => field = value ?? ImmutableDictionary<string, string>.Empty;
    } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The instance's share of the traffic.</summary>
    public ServiceWeights Weights { get; init => field = value ?? ServiceWeights.Default; } = ServiceWeights.Default;

    /// <summary>Whether the catalogue's tags may be changed from elsewhere.</summary>
    public bool EnableTagOverride { get; init; }

    /// <summary>The index at which the instance appeared in the catalogue; 0 in an agent's answer.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The index at which the instance last changed in the catalogue; 0 in an agent's answer.</summary>
    public ulong ModifyIndex { get; init; }
}
