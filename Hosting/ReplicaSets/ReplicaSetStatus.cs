using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.ReplicaSets;

/// <summary>The status of a replica set as a whole, made from those of the instances that shall run.</summary>
internal static class ReplicaSetStatus
{
    private const string ResourceType = "ReplicaSet";

    /// <summary>The snapshot before anything has started.</summary>
    public static CustomResourceSnapshot Initial(ReplicaSetResource set) => new()
    {
        ResourceType = ResourceType,
        State = KnownResourceStates.NotStarted,
        Properties = Properties(set),
    };

    /// <summary>
    /// Running, and so healthy, when all of <paramref name="wanted"/> are healthy; else how many are and, where some ended, which.
    /// </summary>
    public static CustomResourceSnapshot Apply(CustomResourceSnapshot snapshot, ReplicaSetResource set, IReadOnlyList<InstanceStatus> wanted) =>
        snapshot with { State = State(wanted), Properties = Properties(set) };

    internal static ResourceStateSnapshot State(IReadOnlyList<InstanceStatus> wanted)
    {
        var healthy = wanted.Count(instance => instance.IsHealthy);
        if (healthy == wanted.Count)
        {
            return new(KnownResourceStates.Running, KnownResourceStateStyles.Success);
        }

        var text = $"{healthy} of {wanted.Count} healthy";
        var ended = wanted.Where(instance => instance.HasEnded).ToList();
        return ended.Count == 0
            ? new(text, KnownResourceStateStyles.Info)
            : new($"{text}: {string.Join(", ", ended)}", KnownResourceStateStyles.Error);
    }

    private static ImmutableArray<ResourcePropertySnapshot> Properties(ReplicaSetResource set) =>
    [
        new("replicas.wanted", set.Wanted),
        new("replicas.max", set.Max),
    ];
}
