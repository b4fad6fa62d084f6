using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A fixed name for the container.</summary>
[DebuggerDisplay("{Name}")]
public sealed class ContainerNameAnnotation : IResourceAnnotation
{
    /// <summary>The name.</summary>
    public required string Name { get; set; }
}
