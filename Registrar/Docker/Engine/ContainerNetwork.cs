namespace Mesh.Registrar.Docker.Engine;

/// <summary>A container's place in one network.</summary>
/// <param name="NetworkID">Id of the network.</param>
/// <param name="IPAddress">Its IPv4 address; empty without one.</param>
/// <param name="GlobalIPv6Address">Its IPv6 address; empty without one.</param>
internal sealed record ContainerNetwork(string? NetworkID, string? IPAddress, string? GlobalIPv6Address);
