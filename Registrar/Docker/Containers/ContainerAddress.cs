using Mesh.Registrar.Docker.Engine;

namespace Mesh.Registrar.Docker.Containers;

/// <summary>A container's own address in its networks.</summary>
internal static class ContainerAddress
{
    /// <summary>The network's name in engines' descriptions for both <c>default</c> and <c>bridge</c>.</summary>
    private const string Bridge = "bridge";

    /// <summary>
    /// The address in the first of these networks where it has one: those of <paramref name="preferred"/> in their order, the one it was
    /// started in, the first by name. Null where it has none at all.
    /// </summary>
    public static string? Of(ContainerDetails container, IEnumerable<string?> preferred, bool preferIPv6)
    {
        var networks = container.NetworkSettings.Networks ?? [];
        var mode = container.HostConfig.NetworkMode is null or "default" ? Bridge : container.HostConfig.NetworkMode;
        return preferred.Append(mode).Where(name => !string.IsNullOrEmpty(name)).Select(name => Find(networks, name!))
            .Concat(networks.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => each.Value))
            .Select(network => Of(network, preferIPv6))
            .FirstOrDefault(address => address is not null);
    }

    private static ContainerNetwork? Find(Dictionary<string, ContainerNetwork?> networks, string nameOrId) =>
        networks.GetValueOrDefault(nameOrId) ?? networks.Values.FirstOrDefault(network => network?.NetworkID == nameOrId);

    private static string? Of(ContainerNetwork? network, bool preferIPv6)
    {
        string?[] addresses = preferIPv6 ? [network?.GlobalIPv6Address, network?.IPAddress] : [network?.IPAddress, network?.GlobalIPv6Address];
        return addresses.FirstOrDefault(address => !string.IsNullOrEmpty(address));
    }
}
