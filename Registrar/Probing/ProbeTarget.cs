namespace Mesh.Registrar.Probing;

/// <summary>One address of one run of one instance.</summary>
/// <param name="Source">Name of the instance's source.</param>
/// <param name="Instance">Id of the instance.</param>
/// <param name="Run">Which run of it.</param>
/// <param name="Host">Host name or IP address.</param>
/// <param name="Port">TCP port.</param>
internal sealed record ProbeTarget(string Source, string Instance, long Run, string Host, int Port);
