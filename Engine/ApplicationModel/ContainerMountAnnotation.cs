using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A folder or volume that a container sees.</summary>
[DebuggerDisplay("{Type} {Source} -> {Target}")]
public sealed class ContainerMountAnnotation : IResourceAnnotation
{
    /// <summary>A mount.</summary>
    /// <param name="source">The host's path, or the volume's name; <see langword="null"/> for an unnamed volume.</param>
    /// <param name="target">The path inside the container.</param>
    /// <param name="type">Folder or volume.</param>
    /// <param name="isReadOnly">Whether the container may only read it.</param>
    /// <exception cref="ArgumentException">A bind mount without a full path on the host, or an unnamed volume that is read-only.</exception>
    public ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        if (type == ContainerMountType.BindMount && (string.IsNullOrEmpty(source) || !Path.IsPathRooted(source)))
        {
            throw new ArgumentException($"A bind mount needs the full path of a file or folder on the host; '{source}' is none.", nameof(source));
        }

        if (type == ContainerMountType.Volume && string.IsNullOrEmpty(source) && isReadOnly)
        {
            throw new ArgumentException("A volume without a name is new and empty, so it cannot be read-only.", nameof(isReadOnly));
        }

        Source = source;
        Target = target;
        Type = type;
        IsReadOnly = isReadOnly;
    }

    /// <summary>The host's path, or the volume's name.</summary>
    public string? Source { get; set; }

    /// <summary>The path inside the container.</summary>
    public string Target { get; set; }

    /// <summary>Folder or volume.</summary>
    public ContainerMountType Type { get; set; }

    /// <summary>Whether the container may only read it.</summary>
    public bool IsReadOnly { get; set; }
}
