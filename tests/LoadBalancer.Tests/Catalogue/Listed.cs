using Mesh.Consul;

namespace Mesh.LoadBalancer.Tests.Catalogue;

/// <summary>Instances as Consul lists them.</summary>
internal static class Listed
{
    public static ServiceInstance Instance(string id, string address, int port, params HealthCheck[] checks) => Instance(id, address, port, [], checks);

    public static ServiceInstance Instance(string id, string address, int port, string[] tags, params HealthCheck[] checks) => new()
    {
        Node = new() { Name = "node", Address = "192.0.2.1" },
        Service = new() { Id = id, Name = "web", Address = address, Port = port, Tags = tags },
        Checks = checks,
    };

    /// <summary>One whose node's agent is lost.</summary>
    public static ServiceInstance Lost(string id, CheckStatus own) => Instance(
        id, "10.0.0.1", 80,
        new HealthCheck { CheckId = "serfHealth", Name = "Serf Health Status", Status = CheckStatus.Critical, Output = "Agent not live or unreachable" },
        new HealthCheck { CheckId = $"service:{id}", ServiceId = id, Status = own });
}
