namespace Mesh.Dashboard.Resources;

/// <summary>A URL at which a resource is reached.</summary>
/// <param name="Name">The endpoint's name: <c>http</c>.</param>
/// <param name="Url">The URL.</param>
/// <param name="Text">What people see instead of the URL; <see langword="null"/> for the URL itself.</param>
/// <param name="IsActive">Whether something answers there now.</param>
/// <param name="IsInternal">Whether it is of use to programs only.</param>
public sealed record ResourceUrl(string? Name, string Url, string? Text, bool IsActive, bool IsInternal);

/// <summary>An environment variable or property.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; <see langword="null"/> when it is masked, and then <see cref="IResourceSource.Reveal"/> has it.</param>
/// <param name="IsMasked">Whether the value is a secret.</param>
public sealed record ResourceValue(string Name, string? Value, bool IsMasked = false);

/// <summary>Storage that a resource sees.</summary>
/// <param name="Source">The machine's path, or the volume's name.</param>
/// <param name="Target">The path inside.</param>
/// <param name="Kind"><c>bind</c> or <c>volume</c>.</param>
/// <param name="IsReadOnly">Whether it may only be read.</param>
public sealed record ResourceVolume(string? Source, string Target, string Kind, bool IsReadOnly);

/// <summary>How a resource relates to another.</summary>
/// <param name="Target">The other's <see cref="ResourceSnapshot.Name"/>.</param>
/// <param name="Kind"><c>Reference</c>, <c>WaitFor</c>, <c>Parent</c>…</param>
public sealed record ResourceRelationship(string Target, string Kind);
