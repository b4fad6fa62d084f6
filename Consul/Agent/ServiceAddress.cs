namespace Mesh.Consul;

/// <summary>An address of a service for one purpose.</summary>
/// <param name="Address">A host name or IP address.</param>
/// <param name="Port">The TCP port.</param>
public sealed record ServiceAddress(string Address, int Port);
