using System.Text.Json.Serialization;

namespace Mesh.Consul;

/// <summary>A check and its state.</summary>
public sealed record HealthCheck
{
    /// <summary>The check's id, unique on its node.</summary>
    [JsonPropertyName("CheckID")]
    public required string CheckId { get; init; }

    /// <summary>The check's name for people.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The name of the check's node.</summary>
    public string Node { get; init => field = value ?? ""; } = "";

    /// <summary>The check's state.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>What the last run said.</summary>
    public string Output { get; init => field = value ?? ""; } = "";

    /// <summary>A remark for people; the reason, for maintenance.</summary>
    public string Notes { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the service that the check belongs to; empty for a check of the node.</summary>
    [JsonPropertyName("ServiceID")]
    public string ServiceId { get; init => field = value ?? ""; } = "";

    /// <summary>The name of the service that the check belongs to; empty for a check of the node.</summary>
    public string ServiceName { get; init => field = value ?? ""; } = "";

    /// <summary>The index at which the check last changed in the catalogue; 0 in an agent's answer.</summary>
    public ulong ModifyIndex { get; init; }

    /// <summary>Whether the check is Consul's own of the node's agent, kept by gossip: critical when the agent is lost, whatever became of the services.</summary>
    [JsonIgnore]
    public bool IsOfAgent => CheckId == "serfHealth" && ServiceId.Length == 0;

    /// <summary>Whether the check stands for maintenance of its service or node rather than for a test.</summary>
    [JsonIgnore]
    public bool IsMaintenance => CheckId.StartsWith("_service_maintenance:", StringComparison.Ordinal) || CheckId == "_node_maintenance";
}
