using System.Text.Json.Serialization;

namespace Mesh.Consul;

/// <summary>A service instance, its node, and the checks of both.</summary>
public sealed record ServiceInstance
{
    /// <summary>Where the instance runs.</summary>
    public required Node Node { get; init; }

    /// <summary>What was registered.</summary>
    public required RegisteredService Service { get; init; }

    /// <summary>The checks of the instance and of its node.</summary>
    public IReadOnlyList<HealthCheck> Checks { get; init => field = value ?? []; } = [];

    /// <summary>The host name or IP address under which the instance is reached: its own, else its node's.</summary>
    [JsonIgnore]
    public string Address => Service.Address.Length > 0 ? Service.Address : Node.Address;

    /// <summary>The worst state of all its checks; passing when it has none.</summary>
    [JsonIgnore]
    public CheckStatus Status => Checks.Count == 0 ? CheckStatus.Passing : Checks.Max(static check => check.Status);
}
