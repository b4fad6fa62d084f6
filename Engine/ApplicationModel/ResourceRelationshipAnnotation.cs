using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says how the resource relates to another. For display only.</summary>
/// <param name="resource">The other resource.</param>
/// <param name="type">The kind of relation, such as <c>Parent</c>, <c>Reference</c> or <c>WaitFor</c>.</param>
[DebuggerDisplay("{Type} {Resource.Name}")]
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The kind of relation.</summary>
    public string Type { get; } = type;
}
