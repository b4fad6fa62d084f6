using System.Collections.Immutable;
using Mesh.LoadBalancer.Configuration;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>Which of Consul's instances the settings let have requests.</summary>
internal sealed class InstanceFilter(LoadBalancerOptions options)
{
    private const StringSplitOptions Cleanly = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private readonly bool _takesWarning = options.Status.Contains("warning", StringComparison.OrdinalIgnoreCase);
    private readonly ImmutableArray<string> _tags = [.. options.RequireTags?.Split(',', Cleanly) ?? []];

    /// <summary>Whether a value of the setting <c>Status</c> can be read.</summary>
    public static bool ReadsStatus(string status) =>
        status.Split(',', Cleanly).Select(part => part.ToLowerInvariant()).Order(StringComparer.Ordinal) is var parts
        && (parts.SequenceEqual(["passing"]) || parts.SequenceEqual(["passing", "warning"]));

    /// <summary>Whether an instance in this state may have requests.</summary>
    public bool Takes(InstanceState state) => state == InstanceState.Passing || (_takesWarning && state == InstanceState.Warning);

    /// <summary>Whether an instance in this state may have requests while there is no other.</summary>
    public bool TakesAsLastResort(InstanceState state) => state == InstanceState.NodeLost && options.LostNodes == LostNodes.LastResort;

    /// <summary>Whether a service with these tags may have instances that are taken.</summary>
    public bool MayTake(IReadOnlyList<string> serviceTags) => _tags.All(serviceTags.Contains);

    /// <summary>Says that a tag is missing; null when none is.</summary>
    public static string? ReasonFor(string? missingTag) => missingTag is null ? null : $"does not carry tag '{missingTag}' (LoadBalancer:RequireTags)";

    /// <summary>The first tag that an instance should carry and does not, or null.</summary>
    public string? MissingTag(IReadOnlyList<string> tags) => _tags.FirstOrDefault(tag => !tags.Contains(tag));
}
