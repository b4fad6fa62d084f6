using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The usual base of a resource.</summary>
[DebuggerDisplay("{GetType().Name,nq} {Name}")]
public abstract class Resource : IResource
{
    /// <summary>A resource without annotations.</summary>
    /// <param name="name">1 to 64 characters: letters, digits and single hyphens, beginning with a letter.</param>
    /// <exception cref="ArgumentException">The name breaks that rule.</exception>
    protected Resource(string name)
    {
        ResourceName.Validate(name);
        Name = name;
    }

    /// <inheritdoc/>
    public virtual string Name { get; }

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
