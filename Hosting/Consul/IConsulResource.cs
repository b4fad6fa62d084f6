namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A Consul: an agent in development mode (in memory, one server, HTTP only) unless it has more servers or is secured. It is a process where a
/// <c>consul</c> is at hand, else a container.
/// </summary>
public interface IConsulResource : IResourceWithEndpoints, IResourceWithConnectionString, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    /// <summary>The HTTP API and the UI of Consul.</summary>
    EndpointReference HttpEndpoint { get; }
}
