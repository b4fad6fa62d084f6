using System.Net;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Consul;

/// <summary>Consul as a process of this machine.</summary>
internal sealed class ConsulExecutableResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory), IConsulResource
{
    /// <summary>The address of the "host" on which it stands: it listens there, and is known by it to the others of its cluster.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public EndpointReference HttpEndpoint => field ??= new(this, ConsulEndpoints.Http);

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{HttpEndpoint}");
}
