using Mesh.Registrar.Docker.Engine;
using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Docker.Following;

/// <summary>What is known of one container, and how far the asking is.</summary>
/// <param name="id">Its id.</param>
internal sealed class TrackedContainer(string id)
{
    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>Its last description; null before the first.</summary>
    public ContainerDetails? Details { get; set; }

    /// <summary>What the source tells of it; null where nothing.</summary>
    public Instance? Instance { get; set; }

    /// <summary>The number of the last event about it: what was asked for before says nothing of what happened after.</summary>
    public long Version { get; set; }

    /// <summary>When the last event about it happened; null where none told.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>True while it waits to be asked for.</summary>
    public bool IsWanted { get; set; }

    /// <summary>True while it is being asked for.</summary>
    public bool IsAsked { get; set; }

    /// <summary>When it was told to stop, with the time that it may take, is over; null while nobody told it.</summary>
    public DateTimeOffset? StopsUntil { get; set; }

    /// <summary>The exit code by which it failed, where a failed one stays registered; null while it has not.</summary>
    public int? FailedWith { get; set; }

    /// <summary>How often in a row it could not be described.</summary>
    public int Failures { get; set; }

    /// <summary>When to try that again.</summary>
    public DateTimeOffset? RetryAt { get; set; }
}
