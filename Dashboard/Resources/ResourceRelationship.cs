namespace Mesh.Dashboard.Resources;

/// <summary>How a resource relates to another.</summary>
/// <param name="Target">The other's <see cref="ResourceSnapshot.Name"/>.</param>
/// <param name="Kind"><c>Reference</c>, <c>WaitFor</c>, <c>Parent</c>…</param>
public sealed record ResourceRelationship(string Target, string Kind);
