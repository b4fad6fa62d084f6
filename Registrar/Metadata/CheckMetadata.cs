using Mesh.Consul;

namespace Mesh.Registrar.Metadata;

/// <summary>One check that an instance's variables ask for.</summary>
internal sealed record CheckMetadata
{
    /// <summary>How often it is made unless SERVICE_CHECK_INTERVAL says otherwise; registrator's default.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(10);

    /// <summary>What it does.</summary>
    public required CheckKind Kind { get; init; }

    /// <summary>The n of SERVICE_CHECK_n_*; 0 for SERVICE_CHECK_*.</summary>
    public int Number { get; init; }

    /// <summary>HTTP and HTTPS: path and query asked for, beginning with <c>/</c>. Script and Cmd: the command. Otherwise empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>SERVICE_CHECK_METHOD: HTTP method; null for Consul's default, GET.</summary>
    public string? Method { get; init; }

    /// <summary>SERVICE_CHECK_GRPC_USE_TLS is set: gRPC over TLS.</summary>
    public bool UsesTls { get; init; }

    /// <summary>SERVICE_CHECK_TLS_SKIP_VERIFY is set: any certificate will do.</summary>
    public bool SkipsVerification { get; init; }

    /// <summary>SERVICE_CHECK_TTL: how long a report holds.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>SERVICE_CHECK_INTERVAL.</summary>
    public TimeSpan Interval { get; init; } = DefaultInterval;

    /// <summary>SERVICE_CHECK_TIMEOUT; null for Consul's default, 10 s (30 s for a script).</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>SERVICE_CHECK_INITIAL_STATUS; null where the source's view of the instance gives it.</summary>
    public CheckStatus? InitialStatus { get; init; }

    /// <summary>SERVICE_CHECK_DEREGISTER_AFTER: how long critical until Consul itself removes the entry (at least 1 minute); null for never.</summary>
    public TimeSpan? DeregisterAfter { get; init; }
}
