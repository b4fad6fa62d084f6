using Mesh.Registrar.Docker.Engine;

namespace Mesh.Registrar.Docker.Containers;

/// <summary>
/// What both the engine's list and its description of one container tell of it, as a text. Where the two are equal there is nothing new to ask for.
/// </summary>
internal static class ContainerSketch
{
    public static string Of(ContainerSummary container) => Text(
        container.Names?.FirstOrDefault(name => name.LastIndexOf('/') == 0) ?? "",
        container.State,
        Health(container.Status),
        (container.Ports ?? []).Select(port => port.PublicPort == 0 ? $"{port.PrivatePort}/{port.Type}" : $"{port.IP}:{port.PublicPort}>{port.PrivatePort}/{port.Type}"),
        container.NetworkSettings?.Networks);

    public static string Of(ContainerDetails container) => Text(
        container.Name,
        container.State.Status,
        container.State is { Status: "running", Health.Status: { } health and not "none" } ? health : "",
        (container.NetworkSettings.Ports ?? []).SelectMany(port => port.Value is not { Length: > 0 } bindings
            ? [port.Key]
            : bindings.Select(binding => $"{binding.HostIp}:{binding.HostPort}>{port.Key}")),
        container.NetworkSettings.Networks);

    private static string Health(string status) =>
        status.Contains("(unhealthy)", StringComparison.Ordinal) ? "unhealthy"
        : status.Contains("(healthy)", StringComparison.Ordinal) ? "healthy"
        : status.Contains("(health: starting)", StringComparison.Ordinal) ? "starting"
        : "";

    private static string Text(string name, string state, string health, IEnumerable<string> ports, Dictionary<string, ContainerNetwork?>? networks)
    {
        var addresses = (networks ?? []).Select(network => $"{network.Key}={network.Value?.IPAddress},{network.Value?.GlobalIPv6Address}");
        return $"{name} {state} {health} {string.Join(' ', ports.Order(StringComparer.Ordinal))} {string.Join(' ', addresses.Order(StringComparer.Ordinal))}";
    }
}
