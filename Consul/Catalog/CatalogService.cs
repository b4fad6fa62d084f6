using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Mesh.Consul;

/// <summary>A service instance and its node, as one row of the catalogue.</summary>
public sealed record CatalogService
{
    /// <summary>The name of the instance's node.</summary>
    public required string Node { get; init; }

    /// <summary>The address of the instance's node.</summary>
    [JsonPropertyName("Address")]
    public string NodeAddress { get; init => field = value ?? ""; } = "";

    /// <summary>The node's datacenter.</summary>
    public string Datacenter { get; init => field = value ?? ""; } = "";

    /// <summary>The instance's id, unique on its node.</summary>
    [JsonPropertyName("ServiceID")]
    public required string ServiceId { get; init; }

    /// <summary>The service's name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The instance's own address; empty when it has its node's. <see cref="Address"/> resolves that.</summary>
    public string ServiceAddress { get; init => field = value ?? ""; } = "";

    /// <summary>The TCP port; 0 for none.</summary>
    public int ServicePort { get; init; }

    /// <summary>The instance's tags.</summary>
    public IReadOnlyList<string> ServiceTags { get; init => field = value ?? []; } = [];

    /// <summary>Free data of the registration.</summary>
    public IReadOnlyDictionary<string, string> ServiceMeta
    {
        get;
        init => field = value ?? ImmutableDictionary<string, string>.Empty;
    } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The instance's share of the traffic.</summary>
    public ServiceWeights ServiceWeights { get; init => field = value ?? Consul.ServiceWeights.Default; } = Consul.ServiceWeights.Default;

    /// <summary>The index at which the instance last changed.</summary>
    public ulong ModifyIndex { get; init; }

    /// <summary>The host name or IP address under which the instance is reached.</summary>
    [JsonIgnore]
    public string Address => ServiceAddress.Length > 0 ? ServiceAddress : NodeAddress;
}
