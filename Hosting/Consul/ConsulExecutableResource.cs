using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Consul;

/// <summary>Consul as a process of this machine.</summary>
internal sealed class ConsulExecutableResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory), IConsulResource
{
    public EndpointReference HttpEndpoint => field ??= new(this, ConsulEndpoints.Http);

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{HttpEndpoint}");
}
