namespace Mesh.Dashboard.Resources;

/// <summary>An environment variable or property.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; <see langword="null"/> when it is masked, and then <see cref="IResourceSource.Reveal"/> has it.</param>
/// <param name="IsMasked">Whether the value is a secret.</param>
public sealed record ResourceValue(string Name, string? Value, bool IsMasked = false);
