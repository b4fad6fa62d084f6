namespace Mesh.Registrar.Docker.Engine;

/// <summary>What the engine says of itself.</summary>
/// <param name="ID">Its id, which it keeps on disk: the same over restarts and changes of the host's name. Some kinds of engine have none.</param>
internal sealed record EngineInfo(string? ID);
