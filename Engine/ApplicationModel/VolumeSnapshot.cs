namespace Aspire.Hosting.ApplicationModel;

/// <summary>Storage that an instance sees.</summary>
/// <param name="Source">The host's path, or the volume's name.</param>
/// <param name="Target">The path inside.</param>
/// <param name="MountType"><c>bind</c> or <c>volume</c>.</param>
/// <param name="IsReadOnly">Whether it may only be read.</param>
public sealed record VolumeSnapshot(string? Source, string Target, string MountType, bool IsReadOnly);
