namespace Aspire.Hosting.Containers;

/// <summary>Something mounted into a container.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Source">The existing path on this machine, or the volume's name; null for a nameless volume, which goes with its container.</param>
/// <param name="Target">The absolute path inside the container.</param>
/// <param name="IsReadOnly">True when the container may not write to it.</param>
internal sealed record ContainerMount(ContainerMountKind Kind, string? Source, string Target, bool IsReadOnly = false);
