using System.Collections.Immutable;

namespace Mesh.Registrar.Metadata;

/// <summary>What an instance's variables ask for, for one of its ports.</summary>
internal sealed record ServiceMetadata
{
    /// <summary>SERVICE_IGNORE is set to anything: this port is not registered.</summary>
    public bool IsIgnored { get; init; }

    /// <summary>SERVICE_NAME: the service's name in Consul; null for the resource's name.</summary>
    public string? Name { get; init; }

    /// <summary>True where the name was given for this port alone (SERVICE_80_NAME), so that it gets no suffix where the instance has several ports.</summary>
    public bool IsNameOfPort { get; init; }

    /// <summary>SERVICE_ID: the entry's id in Consul; null for the usual <c>{host}:{instance}:{port}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>SERVICE_TAGS in their order, then the tags that the registrar adds to every entry.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>SERVICE_WEIGHT: share of the traffic while passing, 1 to 65535.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>SERVICE_WEIGHT_WARNING: share of the traffic while a check warns, 1 to 65535.</summary>
    public int WarningWeight { get; init; } = 1;

    /// <summary>SERVICE_ENABLE_TAG_OVERRIDE is <c>true</c>: others may change the tags in the catalogue, and they stay changed.</summary>
    public bool EnableTagOverride { get; init; }

    /// <summary>SERVICE_CHECK_*: every check that is asked for; none where the status follows the source.</summary>
    public ImmutableArray<CheckMetadata> Checks { get; init; } = [];

    /// <summary>Every other SERVICE_X under <c>x</c>.</summary>
    public ImmutableSortedDictionary<string, string> Meta { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What could not be understood and was left out, one sentence each.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}
