namespace Mesh.Registrar.Configuration;

/// <summary>Section <c>Registrar</c>: what this registrar is called and how it works.</summary>
internal sealed record RegistrarSettings
{
    /// <summary>
    /// First part of the id of every entry, <c>{host}:{instance}:{port}</c>. Letters, digits, '.', '-' and '_'. Default: the machine's name.
    /// </summary>
    public string Host { get; init; } = Environment.MachineName;

    /// <summary>
    /// The mark (Meta <c>mesh-owner</c>) by which this registrar knows its entries; it touches no others. Give one that stays where the
    /// host's name changes, and different ones to registrars that share an agent. Default: <see cref="Host"/>.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>Host name or IP address registered for instances that listen on <c>localhost</c> or every interface. Default 127.0.0.1.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>
    /// Longest time between two comparisons with Consul when nothing happens; what somebody else changed, or a Consul restarted empty, is
    /// put right within it. An idle comparison reads the agent's services and checks from its memory and writes nothing.
    /// Format <c>hh:mm:ss</c>; default one second; 0.1 seconds to one hour.
    /// </summary>
    public TimeSpan Resync { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Writes to Consul under way at the same time. Default 8; 1 to 64.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Whether a registrar that is told to stop takes its entries out of Consul. Default true.</summary>
    public bool DeregisterOnStop { get; init; } = true;

    /// <summary>How long that may take before it gives up. Format <c>hh:mm:ss</c>; default two seconds; 0.1 seconds to five minutes.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The mark in force: <see cref="Id"/>, or <see cref="Host"/> where none is given.</summary>
    public string Owner => Id ?? Host;
}
