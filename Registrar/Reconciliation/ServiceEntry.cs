using System.Collections.Immutable;
using Mesh.Consul;

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

    /// <summary>Its check.</summary>
    public required EntryCheck Check { get; init; }

    /// <summary>Its status: the check's status where that follows the source, otherwise the one it begins with.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>Why it has that status, in a few words.</summary>
    public required string Reason { get; init; }

    /// <summary>The instance it stands for.</summary>
    public required string Instance { get; init; }
}
