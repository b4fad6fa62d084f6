namespace Mesh.Registrar.Reconciliation;

/// <summary>What the checks of an entry look at.</summary>
/// <param name="Entry">Id of the entry.</param>
/// <param name="Address">Host name or IP address it is registered with, IPv6 without brackets.</param>
/// <param name="Port">Port it is registered with.</param>
/// <param name="Instance">Id of the instance: of a container, the container's.</param>
/// <param name="OwnPort">The port as the instance itself knows it.</param>
internal sealed record CheckTarget(string Entry, string Address, int Port, string Instance, int OwnPort)
{
    /// <summary><c>host:port</c>, an IPv6 address in brackets.</summary>
    public string Authority => Address.Contains(':', StringComparison.Ordinal) ? $"[{Address}]:{Port}" : $"{Address}:{Port}";
}
