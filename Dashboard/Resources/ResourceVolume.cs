namespace Mesh.Dashboard.Resources;

/// <summary>Storage that a resource sees.</summary>
/// <param name="Source">The machine's path, or the volume's name.</param>
/// <param name="Target">The path inside.</param>
/// <param name="Kind"><c>bind</c> or <c>volume</c>.</param>
/// <param name="IsReadOnly">Whether it may only be read.</param>
public sealed record ResourceVolume(string? Source, string Target, string Kind, bool IsReadOnly);
