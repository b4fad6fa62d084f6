namespace Mesh.Bench.Results;

/// <summary>A load.</summary>
/// <param name="Bytes">The size of each answer's body.</param>
/// <param name="Connections">How many connections the client keeps open.</param>
internal sealed record Case(int Bytes, int Connections);
