using System.Text.Json;

namespace Mesh.Registrar.Docker.Engine;

/// <summary>A container as the engine describes it when asked for one; what the registrar needs of it.</summary>
internal sealed record ContainerDetails
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, with a slash in front.</summary>
    public required string Name { get; init; }

    /// <summary>How it is.</summary>
    public required Condition State { get; init; }

    /// <summary>What it was made with, independent of the host.</summary>
    public required Configuration Config { get; init; }

    /// <summary>What it was made with that depends on the host.</summary>
    public HostConfiguration HostConfig { get; init; } = new(null);

    /// <summary>Its ports and networks as they are.</summary>
    public Network NetworkSettings { get; init; } = new(null, null);

    /// <param name="Status"><c>created</c>, <c>running</c>, <c>paused</c>, <c>restarting</c>, <c>removing</c>, <c>exited</c> or <c>dead</c>.</param>
    /// <param name="ExitCode">Of its last run.</param>
    /// <param name="Health">Null without a HEALTHCHECK.</param>
    internal sealed record Condition(string Status, int ExitCode, Health? Health);

    /// <param name="Status"><c>none</c>, <c>starting</c>, <c>healthy</c> or <c>unhealthy</c>.</param>
    internal sealed record Health(string? Status);

    /// <param name="Image">The image as it was named, such as <c>registry:5000/team/web:1.2</c>.</param>
    /// <param name="Env">Variables, <c>NAME=value</c> each.</param>
    /// <param name="Labels">Labels of container and image.</param>
    /// <param name="ExposedPorts">The keys are ports such as <c>80/tcp</c>.</param>
    /// <param name="StopSignal">Name or number of the signal that asks it to stop; null for SIGTERM.</param>
    /// <param name="StopTimeout">Seconds that it is given to stop; null for ten.</param>
    internal sealed record Configuration(
        string? Image, string[]? Env, Dictionary<string, string>? Labels, Dictionary<string, JsonElement>? ExposedPorts, string? StopSignal, int? StopTimeout);

    /// <param name="NetworkMode"><c>default</c>, <c>bridge</c>, <c>host</c>, <c>none</c>, <c>container:id</c> or a network's name.</param>
    internal sealed record HostConfiguration(string? NetworkMode);

    /// <param name="Ports">Where each port is published; null where it is not.</param>
    /// <param name="Networks">Its networks by name.</param>
    internal sealed record Network(Dictionary<string, Binding[]?>? Ports, Dictionary<string, ContainerNetwork?>? Networks);

    /// <param name="HostIp">Address of the host's interface; empty, <c>0.0.0.0</c> or <c>::</c> for all.</param>
    /// <param name="HostPort">Port there.</param>
    internal sealed record Binding(string? HostIp, string? HostPort);
}
