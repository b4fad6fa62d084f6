using System.Globalization;
using Mesh.Registrar.Configuration;
using Mesh.Registrar.Docker.Engine;
using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Docker.Containers;

/// <summary>
/// Which ports of a container are registered, and where they are, by registrator's rules: the published ones at the host, or with
/// <c>-internal</c> the exposed ones at the container.
/// </summary>
internal sealed class ContainerPorts(RegistrarSettings settings)
{
    private const string SharedNetwork = "container:";

    /// <summary>Id of the container whose network this one uses; null where it has its own or the host's.</summary>
    public static string? NetworkOwner(ContainerDetails container) =>
        container.HostConfig.NetworkMode is { } mode && mode.StartsWith(SharedNetwork, StringComparison.Ordinal) ? mode[SharedNetwork.Length..] : null;

    /// <summary>The ports, by number and protocol.</summary>
    /// <param name="container">The container.</param>
    /// <param name="network">The container whose network it uses: itself, or another; null where that one is not known.</param>
    /// <param name="chosen">The network that its metadata names; null for none.</param>
    /// <param name="hostAddress">The host's address, for ports of all its interfaces.</param>
    /// <param name="warnings">Gets what somebody should put right.</param>
    public IReadOnlyList<InstancePort> Of(
        ContainerDetails container, ContainerDetails? network, string? chosen, string hostAddress, List<string> warnings)
    {
        var isHost = network?.HostConfig.NetworkMode == "host";
        var own = isHost ? hostAddress : network is null ? null : ContainerAddress.Of(network, [chosen, settings.Network], settings.PreferIPv6);
        var label = LabelAddress(container, warnings);
        if (chosen is { Length: > 0 } && network?.NetworkSettings.Networks?.ContainsKey(chosen) == false)
        {
            warnings.Add($"SERVICE_NETWORK is '{chosen}', a network it is not in");
        }

        var ports = new List<InstancePort>();
        foreach (var port in Ports(container))
        {
            var (address, number) = settings.Internal || isHost || NetworkOwner(container) is not null
                ? (own, port.Exposed)
                : Published(container.NetworkSettings.Ports?.GetValueOrDefault(port.Key), hostAddress);
            if ((label ?? address) is { } known && number > 0)
            {
                ports.Add(new(port.Exposed, port.Protocol, known, number));
            }
        }

        return ports;
    }

    // Without a network of its own, a container has only the ports it was made with. Compose names them without their protocol.
    private static IEnumerable<(string Key, int Exposed, string Protocol)> Ports(ContainerDetails container) =>
        (container.Config.ExposedPorts?.Keys ?? Enumerable.Empty<string>()).Union(container.NetworkSettings.Ports?.Keys ?? Enumerable.Empty<string>())
            .Select(key => key.Contains('/', StringComparison.Ordinal) ? key : $"{key}/tcp").Distinct()
            .Select(key => (Key: key, Parts: key.Split('/')))
            .Where(port => int.TryParse(port.Parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(port => (port.Key, int.Parse(port.Parts[0], CultureInfo.InvariantCulture), port.Parts[1]))
            .OrderBy(port => port.Item2).ThenBy(port => port.Item3, StringComparer.Ordinal);

    private (string? Address, int Port) Published(ContainerDetails.Binding[]? bindings, string hostAddress)
    {
        var preferred = (bindings ?? []).OrderBy(binding => binding.HostIp?.Contains(':', StringComparison.Ordinal) == true != settings.PreferIPv6).FirstOrDefault();
        if (preferred is null || !int.TryParse(preferred.HostPort, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return (null, 0);
        }

        var isEverywhere = preferred.HostIp is null or "" or "0.0.0.0" or "::";
        return (settings.Address ?? (isEverywhere ? hostAddress : preferred.HostIp), port);
    }

    private string? LabelAddress(ContainerDetails container, List<string> warnings)
    {
        if (settings.UseIpFromLabel is not { Length: > 0 } label || container.Config.Labels?.GetValueOrDefault(label) is not { Length: > 0 } value)
        {
            return null;
        }

        var address = value.Split('/')[0];
        if (Uri.CheckHostName(address) != UriHostNameType.Unknown)
        {
            return address;
        }

        warnings.Add($"its label {label} is '{value}', which is no address and is not used");
        return null;
    }
}
