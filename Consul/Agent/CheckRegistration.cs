using System.Text.Json.Serialization;

namespace Mesh.Consul;

/// <summary>
/// A health check to be registered. Exactly one of <see cref="Http"/>, <see cref="Tcp"/>, <see cref="Grpc"/>, <see cref="Ttl"/>, <see cref="Args"/>
/// and an alias says what is checked; all but TTL and alias need an <see cref="Interval"/>.
/// </summary>
public sealed record CheckRegistration
{
    /// <summary>The check's id, unique on the agent; null lets Consul make one from the service's id.</summary>
    [JsonPropertyName("CheckID")]
    public string? CheckId { get; init; }

    /// <summary>A name for people; null lets Consul make one, except for a check registered on its own, which needs one.</summary>
    public string? Name { get; init; }

    /// <summary>A remark for people.</summary>
    public string? Notes { get; init; }

    /// <summary>The state until the first result; null for Consul's default, critical.</summary>
    public CheckStatus? Status { get; init; }

    /// <summary>A URL: 2xx passes, 429 warns, anything else is critical.</summary>
    [JsonPropertyName("HTTP")]
    public string? Http { get; init; }

    /// <summary>The HTTP check's method; null for GET.</summary>
    public string? Method { get; init; }

    /// <summary>The HTTP check's headers.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Header { get; init; }

    /// <summary>The HTTP check's body.</summary>
    public string? Body { get; init; }

    /// <summary><c>host:port</c>: passes when a connection is accepted.</summary>
    [JsonPropertyName("TCP")]
    public string? Tcp { get; init; }

    /// <summary><c>host:port</c> or <c>host:port/service</c>: gRPC's standard health check.</summary>
    [JsonPropertyName("GRPC")]
    public string? Grpc { get; init; }

    /// <summary>Whether the gRPC check uses TLS.</summary>
    [JsonPropertyName("GRPCUseTLS")]
    public bool? GrpcUseTls { get; init; }

    /// <summary>The check turns critical unless <see cref="IAgent.UpdateTtlAsync"/> reports within this time.</summary>
    [JsonPropertyName("TTL")]
    [JsonConverter(typeof(GoDurationConverter))]
    public TimeSpan? Ttl { get; init; }

    /// <summary>A command that the agent runs; needs the agent's consent (<c>enable_script_checks</c>). Exit code 0 passes, 1 warns.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>Alias check: the node whose state (or whose <see cref="AliasService"/>'s) is this check's; null for the agent's own.</summary>
    public string? AliasNode { get; init; }

    /// <summary>Alias check: the id of the service whose state is this check's.</summary>
    public string? AliasService { get; init; }

    /// <summary>The time between two runs.</summary>
    [JsonConverter(typeof(GoDurationConverter))]
    public TimeSpan? Interval { get; init; }

    /// <summary>How long one run may take; null for Consul's default of 10 s (30 s for a command).</summary>
    [JsonConverter(typeof(GoDurationConverter))]
    public TimeSpan? Timeout { get; init; }

    /// <summary>The name that the checked server's certificate must carry.</summary>
    [JsonPropertyName("TLSServerName")]
    public string? TlsServerName { get; init; }

    /// <summary>Whether any certificate of the checked server will do.</summary>
    [JsonPropertyName("TLSSkipVerify")]
    public bool? TlsSkipVerify { get; init; }

    /// <summary>How much of a run's output is kept, in bytes; null for Consul's default of 4096.</summary>
    public int? OutputMaxSize { get; init; }

    /// <summary>How many runs in a row must pass before the check does; null for 0.</summary>
    public int? SuccessBeforePassing { get; init; }

    /// <summary>How many runs in a row must fail before the check is critical; null for 0.</summary>
    public int? FailuresBeforeCritical { get; init; }

    /// <summary>Removes the check's service when it was critical for this long. At least 1 min; Consul looks every 30 s.</summary>
    [JsonConverter(typeof(GoDurationConverter))]
    public TimeSpan? DeregisterCriticalServiceAfter { get; init; }
}
