using System.Collections.Immutable;
using Mesh.Consul;

namespace Mesh.Registrar.Reconciliation;

/// <summary>One check of an entry: either a status that follows the source or a check that Consul's agent makes itself.</summary>
internal sealed record EntryCheck
{
    /// <summary>
    /// TTL of a check whose status follows the source: ten years, so that nobody has to send heartbeats. A short TTL would turn every
    /// instance of a host critical whenever the registrar is away; this way the last known status holds until somebody knows better.
    /// </summary>
    public static readonly TimeSpan EndlessTtl = TimeSpan.FromDays(3650);

    /// <summary>Id of the check in Consul. Another kind of check has another id: an agent runs on with the old kind under a reused one.</summary>
    public required string Id { get; init; }

    /// <summary>What the check does, for people; and what tells, on reading it back, whether it is still the one wanted.</summary>
    public required string Notes { get; init; }

    /// <summary>Time to live of a status that the registrar sets; null for a check that the agent makes.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>How often that status is set again though it did not change; null for never.</summary>
    public TimeSpan? Heartbeat { get; init; }

    /// <summary>URL that must answer with 2xx.</summary>
    public string? Http { get; init; }

    /// <summary>HTTP method; null for GET.</summary>
    public string? Method { get; init; }

    /// <summary><c>host:port</c> that must accept a connection.</summary>
    public string? Tcp { get; init; }

    /// <summary><c>host:port</c> that must answer gRPC's health check.</summary>
    public string? Grpc { get; init; }

    /// <summary>Whether gRPC goes over TLS.</summary>
    public bool UsesTls { get; init; }

    /// <summary>Whether any certificate will do.</summary>
    public bool SkipsVerification { get; init; }

    /// <summary>The program that the agent runs, and its arguments.</summary>
    public ImmutableArray<string>? Arguments { get; init; }

    /// <summary>How often the agent checks.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How long the agent waits for an answer.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The status it begins with; null for what the source says.</summary>
    public CheckStatus? InitialStatus { get; init; }

    /// <summary>How long critical until Consul removes the entry by itself; null for never.</summary>
    public TimeSpan? DeregisterAfter { get; init; }

    /// <summary>True where the registrar sets the status.</summary>
    public bool FollowsSource => Ttl is not null;
}
