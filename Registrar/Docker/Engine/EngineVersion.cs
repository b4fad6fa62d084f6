namespace Mesh.Registrar.Docker.Engine;

/// <summary>The engine's versions.</summary>
/// <param name="ApiVersion">The newest version of its API, such as <c>1.41</c>.</param>
internal sealed record EngineVersion(string? ApiVersion);
