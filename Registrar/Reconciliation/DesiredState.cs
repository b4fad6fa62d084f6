using System.Collections.Immutable;
using Mesh.Registrar.Instances;
using Mesh.Registrar.Probing;

namespace Mesh.Registrar.Reconciliation;

/// <summary>What should stand in Consul, as the sources see the world at one moment.</summary>
internal sealed record DesiredState
{
    /// <summary>Every entry by its id.</summary>
    public required ImmutableDictionary<string, ServiceEntry> Entries { get; init; }

    /// <summary>Why instances have no entry, by their id, in a few words.</summary>
    public required ImmutableDictionary<string, string> Absent { get; init; }

    /// <summary>What last happened to instances, by their id.</summary>
    public ImmutableDictionary<string, InstanceEvent> Events { get; init; } = ImmutableDictionary<string, InstanceEvent>.Empty;

    /// <summary>The addresses whose answer decides about a status.</summary>
    public required ImmutableHashSet<ProbeTarget> Probed { get; init; }

    /// <summary>What is wrong with single instances.</summary>
    public required ImmutableArray<InstanceProblem> Problems { get; init; }

    /// <summary>False while a source has not told all it knows yet: then what is missing here may still exist, and nothing is removed.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The same state of entries in another form.</summary>
    public DesiredState Select(Func<ServiceEntry, ServiceEntry> form) =>
        this with { Entries = Entries.Values.Select(form).ToImmutableDictionary(entry => entry.Id) };
}
