using Mesh.Registrar.Configuration;
using Mesh.Registrar.Docker.Engine;
using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Docker.Containers;

/// <summary>Reads a container's description as an instance.</summary>
internal sealed class ContainerReader(RegistrarSettings settings)
{
    private const string NetworkVariable = "SERVICE_NETWORK";

    private readonly ContainerPorts _ports = new(settings);

    /// <summary>The instance that <paramref name="container"/> is while it runs or is paused.</summary>
    /// <param name="container">The container.</param>
    /// <param name="network">The container whose network it uses: itself, or another; null where that one is not known.</param>
    /// <param name="hostAddress">The host's address, for ports of all its interfaces.</param>
    public Instance Read(ContainerDetails container, ContainerDetails? network, string hostAddress)
    {
        var metadata = ContainerMetadata.Of(container);
        var warnings = new List<string>();
        var ports = _ports.Of(container, network, metadata.GetValueOrDefault(NetworkVariable), hostAddress, warnings);
        return new()
        {
            Id = container.Id,
            Name = NameOf(container),
            Resource = ImageName.Base(container.Config.Image ?? ""),
            State = container.State.Status == "paused" ? "Paused" : InstanceStates.Running,
            Health = container.State.Health?.Status switch
            {
                null or "" or "none" or "healthy" => InstanceHealth.Healthy,
                "starting" => null,
                _ => "Unhealthy",
            },
            Ports = ports,
            Environment = metadata,
            Warnings = warnings,
        };
    }

    /// <summary>A container's name without the slash that engines write in front of it.</summary>
    public static string NameOf(ContainerDetails container) => container.Name.TrimStart('/');
}
