using Aspire.Hosting;

namespace Mesh.Hosting.Consul.Security;

/// <summary>A policy of Consul's, and the token that carries it.</summary>
/// <param name="Name">The policy's name.</param>
/// <param name="Rules">Its rules, in Consul's language.</param>
internal sealed record ConsulPolicy(string Name, string Rules)
{
    /// <summary>What an agent needs to enter its own node and to keep its services' entries up to date.</summary>
    public static ConsulPolicy Agent { get; } = new("mesh-agent", """node_prefix "" { policy = "write" } service_prefix "" { policy = "read" }""");

    private static ConsulPolicy Register { get; } = new("mesh-register", """service_prefix "" { policy = "write" }""");

    private static ConsulPolicy Discover { get; } = new(
        "mesh-discover", """service_prefix "" { policy = "read" } node_prefix "" { policy = "read" }""");

    public static ConsulPolicy For(ConsulPermissions permissions) => permissions == ConsulPermissions.Register ? Register : Discover;
}
