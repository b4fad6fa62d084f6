using System.Text.Json.Serialization;

namespace Mesh.Registrar.Instances;

/// <summary>One running copy of a resource, as its source last described it. Also the shape of one instance in the AppHost's feed.</summary>
internal sealed record Instance
{
    /// <summary>Identity that stays over stop and start, unique within its source: <c>web-1-abcdwxyz</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the resource it is a copy of: the service's name unless its metadata names another.</summary>
    public required string Resource { get; init; }

    /// <summary>Its name in the ids of its entries and for people, unique at one moment but not for ever. Default: <see cref="Id"/>.</summary>
    [JsonIgnore]
    public string Name { get => field ?? Id; init; }

    /// <summary>Name shown to people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>One of <see cref="InstanceStates"/>, or another text; empty or null during a start.</summary>
    public string? State { get; init; }

    /// <summary>One of <see cref="InstanceHealth"/>, or null where health is not known (as it is whenever the instance is not running).</summary>
    public string? Health { get; init; }

    /// <summary>True where <see cref="Health"/> is that of a whole set of replicas and says nothing of this one.</summary>
    public bool SharedHealth { get; init; }

    /// <summary>The instance's own listening addresses, such as <c>http://localhost:41233</c>; empty before it was started.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>A container's ports, already by the rules of its source; such an instance has no <see cref="Addresses"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<InstancePort> Ports { get; init; } = [];

    /// <summary>What somebody should put right about it, part of a sentence each.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>When it last changed, as far as its source knows.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Its <c>SERVICE_*</c> variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
