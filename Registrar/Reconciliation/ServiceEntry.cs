using System.Collections.Immutable;
using Mesh.Consul;
using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.Registrar.Reconciliation;

/// <summary>One entry as it should stand in Consul.</summary>
internal sealed record ServiceEntry
{
    /// <summary><c>{host}:{instance}:{port}</c>, or SERVICE_ID.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the service.</summary>
    public required string Name { get; init; }

    /// <summary>Host name or IP address, IPv6 without brackets.</summary>
    public required string Address { get; init; }

    /// <summary>TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>Tags in their order.</summary>
    public required ImmutableArray<string> Tags { get; init; }

    /// <summary>Meta, the owner's mark included.</summary>
    public required ImmutableSortedDictionary<string, string> Meta { get; init; }

    /// <summary>Share of the traffic while passing.</summary>
    public required int Weight { get; init; }

    /// <summary>Share of the traffic while a check warns.</summary>
    public int WarningWeight { get; init; } = 1;

    /// <summary>Whether others may change the tags in the catalogue.</summary>
    public bool EnableTagOverride { get; init; }

    /// <summary>Its checks, at most one of which follows the source.</summary>
    public required ImmutableArray<EntryCheck> Checks { get; init; }

    /// <summary>The check that follows the source; null where there is none.</summary>
    public EntryCheck? SourceCheck => Checks.FirstOrDefault(check => check.FollowsSource);

    /// <summary>What the source says: the status of the check that follows it, and the one that the others begin with.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>Why it has that status, in a few words.</summary>
    public required string Reason { get; init; }

    /// <summary>The instance it stands for.</summary>
    public required string Instance { get; init; }

    /// <summary>What lets others join the trace of the change by which it is written; null without a trace. Never a difference by itself.</summary>
    public ChangeMark? Mark { get; init; }
}
