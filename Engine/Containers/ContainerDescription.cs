using Docker.DotNet.Models;

namespace Aspire.Hosting.Containers;

/// <summary>Puts a specification into the engine's words.</summary>
internal static class ContainerDescription
{
    public static CreateContainerParameters Of(ContainerSpecification specification, string runId)
    {
        ILookup<string, PortBinding> ports = specification.Ports.ToLookup(
            port => $"{port.Port}/{port.Protocol}",
            port => new PortBinding { HostIP = port.HostAddress, HostPort = $"{port.HostPort}" });
        CreateContainerParameters description = new()
        {
            Name = specification.Name,
            Image = specification.Image,
            Cmd = [.. specification.Arguments],
            Env = [.. specification.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
            Labels = Labels(specification, runId),
            ExposedPorts = ports.ToDictionary(port => port.Key, _ => default(EmptyStruct)),
            HostConfig = new HostConfig
            {
                PortBindings = ports.ToDictionary(port => port.Key, IList<PortBinding> (port) => [.. port]),
                Mounts = [.. specification.Mounts.Select(Describe)],

                // The name by which Docker Desktop's containers know this machine; plain engines need to be told.
                ExtraHosts = ["host.docker.internal:host-gateway"],
            },
        };

        // An empty entry point would not keep the image's but remove it.
        if (specification.Entrypoint is { } entrypoint)
        {
            description.Entrypoint = [entrypoint];
        }

        return description;
    }

    private static Dictionary<string, string> Labels(ContainerSpecification specification, string runId)
    {
        Dictionary<string, string> labels = new(specification.Labels);
        foreach ((string name, string value) in ContainerOwner.Current.Labels(runId))
        {
            labels[name] = value;
        }

        return labels;
    }

    private static Mount Describe(ContainerMount mount) => new()
    {
        Type = mount.Kind == ContainerMountKind.Bind ? "bind" : "volume",
        Source = mount.Source,
        Target = mount.Target,
        ReadOnly = mount.IsReadOnly,
    };
}
