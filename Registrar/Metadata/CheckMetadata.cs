using Mesh.Consul;

namespace Mesh.Registrar.Metadata;

/// <summary>A check that Consul's agent is asked to make against the instance's address.</summary>
internal sealed record CheckMetadata
{
    /// <summary>How often it is made unless SERVICE_CHECK_INTERVAL says otherwise; registrator's default.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(10);

    /// <summary><c>http</c>, <c>https</c> or <c>tcp</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Path and query asked for, beginning with <c>/</c>; empty for TCP.</summary>
    public string Path { get; init; } = "";

    /// <summary>SERVICE_CHECK_METHOD: HTTP method; null for Consul's default, GET.</summary>
    public string? Method { get; init; }

    /// <summary>SERVICE_CHECK_INTERVAL.</summary>
    public TimeSpan Interval { get; init; } = DefaultInterval;

    /// <summary>SERVICE_CHECK_TIMEOUT; null for Consul's default, 10 s.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>SERVICE_CHECK_INITIAL_STATUS; null where the source's view of the instance gives it.</summary>
    public CheckStatus? InitialStatus { get; init; }

    /// <summary>SERVICE_CHECK_DEREGISTER_AFTER: how long critical until Consul itself removes the entry (at least 1 minute); null for never.</summary>
    public TimeSpan? DeregisterAfter { get; init; }
}
