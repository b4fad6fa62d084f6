using Mesh.Hosting.ReplicaSets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A project that runs as several instances, each a resource of its own with its own name, port, health and log. Their number changes while the
/// application runs, by the command <c>scale</c>.
/// </summary>
/// <param name="name">The name of the set; instances are called <c>{name}-1</c>, <c>{name}-2</c> and so on.</param>
/// <param name="replicas">How many run at first.</param>
/// <param name="max">How many there can be.</param>
public sealed class ReplicaSetResource(string name, int replicas, int max) : Resource(name)
{
    private readonly List<ProjectResource> _instances = [];

    /// <summary>How many instances run at first.</summary>
    public int Replicas { get; } = replicas;

    /// <summary>How many instances there can be.</summary>
    public int Max { get; } = max;

    /// <summary>All instances there can be, by number. Those above the wanted number are not started.</summary>
    public IReadOnlyList<ProjectResource> Instances => _instances;

    /// <summary>How many instances shall run now.</summary>
    internal int Wanted
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    } = replicas;

    /// <summary>The requests to change that.</summary>
    internal ScaleQueue Requests { get; } = new();

    /// <summary>The commands that these requests gave.</summary>
    internal GivenCommands Commands { get; } = new();

    internal void Add(ProjectResource instance) => _instances.Add(instance);
}
