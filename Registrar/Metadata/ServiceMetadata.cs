using System.Collections.Immutable;

namespace Mesh.Registrar.Metadata;

/// <summary>What an instance's variables ask for, for one of its ports.</summary>
internal sealed record ServiceMetadata
{
    /// <summary>SERVICE_IGNORE is set to anything: this port is not registered.</summary>
    public bool IsIgnored { get; init; }

    /// <summary>SERVICE_NAME: the service's name in Consul; null for the resource's name.</summary>
    public string? Name { get; init; }

    /// <summary>SERVICE_ID: the entry's id in Consul; null for the usual <c>{host}:{instance}:{port}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>SERVICE_TAGS, in their order.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>SERVICE_WEIGHT: share of the traffic while passing, 1 to 65535.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>SERVICE_CHECK_*: the check that Consul's agent makes itself; null where the status follows the source.</summary>
    public CheckMetadata? Check { get; init; }

    /// <summary>Every other SERVICE_X under <c>x</c>.</summary>
    public ImmutableSortedDictionary<string, string> Meta { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What could not be understood and was left out, one sentence each.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}
