using Mesh.Bench.Processes;

namespace Mesh.Bench.Servers;

/// <summary>A program that enters containers into Consul.</summary>
internal interface IRegistrar
{
    /// <summary>Its name in the figures.</summary>
    string Name { get; }

    /// <summary>Starts it at a Docker engine and a Consul. The options are those that registrator and Mesh share.</summary>
    Task<ServerProcess> StartAsync(string dockerHost, Uri consul, CancellationToken cancellationToken, params string[] options);
}
