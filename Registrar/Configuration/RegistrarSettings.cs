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
    /// host's name changes, and different ones to registrars that share an agent. Default: the Docker engine's own id where Docker is the only source,
    /// otherwise <see cref="Host"/>.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>
    /// Host name or IP address registered for instances that listen on <c>localhost</c> or every interface, and for published ports of
    /// containers: registrator's <c>-ip</c>. Default: 127.0.0.1 for the feed; for Docker the address of the interface a port is bound to,
    /// or the host's.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>
    /// Where the entries go, as registrator's registry URI says it: <c>consul://host:port</c>, <c>consul-tls://host:port</c>,
    /// <c>consul-unix:///path</c> or <c>consulkv://host:port/prefix</c>. Default: the Consul that its own variables name.
    /// </summary>
    public string? Registry { get; init; }

    /// <summary>Whether Docker's containers are registered. Default: when no feed is set, or <see cref="Registry"/> is.</summary>
    public bool? Docker { get; init; }

    /// <summary>Registers the ports that containers expose, at the containers' own addresses, rather than the published ones. Default false.</summary>
    public bool Internal { get; init; }

    /// <summary>Registers only containers whose metadata names their service. Default false.</summary>
    public bool Explicit { get; init; }

    /// <summary>A container's label that holds the address to register (a mask such as <c>/24</c> is left out). Default none.</summary>
    public string? UseIpFromLabel { get; init; }

    /// <summary>The Docker network whose address is registered for containers in several. Default: the first by name.</summary>
    public string? Network { get; init; }

    /// <summary>
    /// Registers the IPv6 address where there are both kinds: of a container in its network, of the host, of the interfaces a port is published at. Default false.
    /// </summary>
    public bool PreferIPv6 { get; init; }

    /// <summary>Which containers that ended are taken out. Default <see cref="DeregisterPolicy.Always"/>.</summary>
    public DeregisterPolicy Deregister { get; init; }

    /// <summary>Tags added to every entry, separated by commas; <c>\,</c> is a comma within a tag. Default none.</summary>
    public string Tags { get; init; } = "";

    /// <summary>
    /// How long a status that follows its source holds without a heartbeat; then Consul calls it critical. Format <c>hh:mm:ss</c>; default 0:
    /// for ever. Needs <see cref="TtlRefresh"/>, which must be shorter. At least one second, at most one day.
    /// </summary>
    public TimeSpan Ttl { get; init; }

    /// <summary>Time between two heartbeats. Format <c>hh:mm:ss</c>; default 0: none.</summary>
    public TimeSpan TtlRefresh { get; init; }

    /// <summary>
    /// Takes entries of this <see cref="Host"/> that registrator left behind (its ids, nobody's mark) out of Consul when nothing wants them.
    /// What this registrar itself left is always removed. Default false.
    /// </summary>
    public bool Cleanup { get; init; }

    /// <summary>
    /// How often the first contact with Consul is tried again before the program gives up with exit code 1; -1: never gives up. Default -1.
    /// </summary>
    public int RetryAttempts { get; init; } = -1;

    /// <summary>Time between two such attempts when their number is limited. Format <c>hh:mm:ss</c>; default two seconds; 1 ms to one hour.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Registers the checks of SERVICE_CHECK_SCRIPT and SERVICE_CHECK_CMD, which let whoever starts a container run programs on the host of
    /// Consul's agent. The agent must allow it, too. Default false.
    /// </summary>
    public bool ScriptChecks { get; init; }

    /// <summary>
    /// Longest time between two comparisons with Consul when nothing happens; what somebody else changed, or a Consul restarted empty, is
    /// put right within it. An idle comparison reads the agent's services and checks from its memory and writes nothing.
    /// Format <c>hh:mm:ss</c>; default one second; 0.1 seconds to one day.
    /// </summary>
    public TimeSpan Resync { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Writes to Consul under way at the same time. Default 8; 1 to 64.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Whether a registrar that is told to stop takes its entries out of Consul. Default true.</summary>
    public bool DeregisterOnStop { get; init; } = true;

    /// <summary>How long that may take before it gives up. Format <c>hh:mm:ss</c>; default two seconds; 0.1 seconds to five minutes.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The address of instances that listen on this machine's own.</summary>
    public string OwnAddress => Address ?? "127.0.0.1";

    /// <summary>Whether Docker is a source beside a feed that is there or not.</summary>
    public bool UsesDocker(bool hasFeed) => Docker ?? (!hasFeed || Registry is not null);
}
