using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Consul;

/// <summary>Consul as a container.</summary>
internal sealed class ConsulContainerResource(string name) : ContainerResource(name), IConsulResource
{
    /// <summary>Where Consul listens inside the container.</summary>
    public const int HttpPort = 8500;

    /// <summary>Where Consul keeps its data inside the container.</summary>
    public const string DataDirectory = "/consul/data";

    public EndpointReference HttpEndpoint => field ??= new(this, ConsulEndpoints.Http);

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{HttpEndpoint}");
}
