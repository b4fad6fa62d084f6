using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>How many instances of a project run.</summary>
/// <param name="replicas">One or more.</param>
[DebuggerDisplay("{Replicas}")]
public class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    /// <summary>How many instances run.</summary>
    public int Replicas { get; } = replicas;
}
