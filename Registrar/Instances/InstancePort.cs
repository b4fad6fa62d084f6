namespace Mesh.Registrar.Instances;

/// <summary>A port of a container and where others reach it.</summary>
/// <param name="Exposed">The container's own number of it, by which its entry and its metadata are named.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
/// <param name="Host">Host name or IP address, IPv6 without brackets.</param>
/// <param name="Port">The port there.</param>
internal sealed record InstancePort(int Exposed, string Protocol, string Host, int Port);
