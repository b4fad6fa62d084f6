namespace Mesh.Dashboard.Resources;

/// <summary>A URL at which a resource is reached.</summary>
/// <param name="Name">The endpoint's name: <c>http</c>.</param>
/// <param name="Url">The URL.</param>
/// <param name="Text">What people see instead of the URL; <see langword="null"/> for the URL itself.</param>
/// <param name="IsActive">Whether something answers there now.</param>
/// <param name="IsInternal">Whether it is of use to programs only.</param>
public sealed record ResourceUrl(string? Name, string Url, string? Text, bool IsActive, bool IsInternal);
