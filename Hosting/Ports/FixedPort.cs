using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Ports;

/// <summary>A port that the model asks for by number.</summary>
/// <param name="Resource">The resource that listens on it.</param>
/// <param name="Number">1 to 65535.</param>
internal sealed record FixedPort(string Resource, int Number)
{
    /// <summary>All of a model's, each once.</summary>
    public static IReadOnlyList<FixedPort> In(DistributedApplicationModel model) =>
    [
        .. model.Resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()
            .Where(endpoint => endpoint is { Protocol: ProtocolType.Tcp, Port: > 0 })
            .Select(endpoint => new FixedPort(resource.Name, endpoint.Port!.Value))).Distinct(),
    ];
}
