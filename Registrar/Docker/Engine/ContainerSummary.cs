namespace Mesh.Registrar.Docker.Engine;

/// <summary>A container in the engine's list.</summary>
internal sealed record ContainerSummary
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its names, each with a slash in front; those with a second slash are links of others to it.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary><c>running</c>, <c>paused</c>, <c>restarting</c>…</summary>
    public string State { get; init; } = "";

    /// <summary>For people, such as <c>Up 3 minutes (healthy)</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>Its ports.</summary>
    public IReadOnlyList<Port>? Ports { get; init; }

    /// <summary>Its networks.</summary>
    public NetworkList? NetworkSettings { get; init; }

    /// <summary>A port, once for each place it is published at.</summary>
    /// <param name="IP">Where it is published; null where it is not.</param>
    /// <param name="PrivatePort">The container's port.</param>
    /// <param name="PublicPort">The host's; 0 where it is not published.</param>
    /// <param name="Type"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
    internal sealed record Port(string? IP, int PrivatePort, int PublicPort, string Type);

    /// <summary>Its networks by name.</summary>
    internal sealed record NetworkList(Dictionary<string, ContainerNetwork?>? Networks);
}
