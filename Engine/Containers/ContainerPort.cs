namespace Aspire.Hosting.Containers;

/// <summary>A port of a container, published on this machine.</summary>
/// <param name="Port">The port inside the container.</param>
/// <param name="HostPort">The port on this machine.</param>
/// <param name="HostAddress">The address on this machine. Default: loopback only.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
internal sealed record ContainerPort(int Port, int HostPort, string HostAddress = "127.0.0.1", string Protocol = "tcp");
