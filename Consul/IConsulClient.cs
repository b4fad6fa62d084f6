namespace Mesh.Consul;

/// <summary>
/// A client of one Consul agent's HTTP API, for Consul 1.8 to 1.22. All calls share one connection pool; each is cancelled at once by its token.
/// Every call throws <see cref="ConsulException"/> when Consul cannot be reached or does not answer with what was asked for.
/// </summary>
/// <remarks>Thread-safe. Make one with <see cref="ConsulClient.Create"/> or <c>services.AddConsulClient(…)</c> and keep it.</remarks>
public interface IConsulClient : IDisposable
{
    /// <summary>The agent that this client talks to: what is registered on it, and its own health checks.</summary>
    IAgent Agent { get; }

    /// <summary>The catalogue of the whole datacenter: services, nodes, datacenters.</summary>
    ICatalog Catalog { get; }

    /// <summary>Service instances with the state of their checks.</summary>
    IHealth Health { get; }

    /// <summary>Consul's key/value store.</summary>
    IKeyValue KeyValue { get; }

    /// <summary>The state of the cluster itself.</summary>
    IStatus Status { get; }
}
