using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>A service of a Compose file. Properties are written in the order in which they stand here; those without a value are left out.</summary>
public sealed class Service : NamedComposeMember
{
    /// <summary>The image of its containers.</summary>
    public string? Image { get; set; }

    /// <summary>When the image is pulled: <c>always</c>, <c>missing</c>, <c>never</c>.</summary>
    public string? PullPolicy { get; set; }

    /// <summary>A fixed name for its container; then there can be only one.</summary>
    public string? ContainerName { get; set; }

    /// <summary>The arguments of the image's program.</summary>
    public List<string> Command { get; set; } = [];

    /// <summary>Another program than the image's own.</summary>
    public List<string> Entrypoint { get; set; } = [];

    /// <summary>Environment variables.</summary>
    public Dictionary<string, string> Environment { get; set; } = [];

    /// <summary>The folder in which the program starts.</summary>
    public string? WorkingDir { get; set; }

    /// <summary>Ports that the host publishes: <c>host:container</c>, or <c>container</c> for any free port of the host.</summary>
    public List<string> Ports { get; set; } = [];

    /// <summary>Ports that the other services of the network may use.</summary>
    public List<string> Expose { get; set; } = [];

    /// <summary>What is mounted into its containers.</summary>
    public List<Volume> Volumes { get; set; } = [];

    /// <summary>What must be there before it starts.</summary>
    public Dictionary<string, ServiceDependency> DependsOn { get; set; } = [];

    /// <summary>The user, and perhaps the group, that the program runs as: <c>uid:gid</c>.</summary>
    public string? User { get; set; }

    /// <summary>Its networks.</summary>
    public List<string> Networks { get; set; } = [];

    /// <summary>What happens when the program ends: <c>no</c>, <c>always</c>, <c>on-failure</c>, <c>unless-stopped</c>.</summary>
    public string? Restart { get; set; }

    /// <summary>How many containers, and where.</summary>
    public Deploy? Deploy { get; set; }

    /// <summary>How Docker finds out whether a container works.</summary>
    public Healthcheck? Healthcheck { get; set; }

    /// <summary>Labels of its containers.</summary>
    public Dictionary<string, string> Labels { get; set; } = [];

    /// <summary>The host name inside the container.</summary>
    public string? Hostname { get; set; }

    /// <summary>How long a container may take to end after its stop signal, such as <c>30s</c>.</summary>
    public string? StopGracePeriod { get; set; }

    /// <summary>Groups that the program's user is in besides its own.</summary>
    public List<string> GroupAdd { get; set; } = [];

    /// <summary>Files that Docker Compose writes into its containers.</summary>
    public List<ConfigReference> Configs { get; set; } = [];

    /// <summary>Writes a file into its containers.</summary>
    public Service AddConfig(ConfigReference config)
    {
        Configs.Add(config ?? throw new ArgumentNullException(nameof(config)));
        return this;
    }

    /// <summary>Mounts something into its containers.</summary>
    public Service AddVolume(Volume volume)
    {
        Volumes.Add(volume ?? throw new ArgumentNullException(nameof(volume)));
        return this;
    }

    /// <summary>Sets an environment variable.</summary>
    public Service AddEnvironmentalVariable(string key, string? value)
    {
        Environment[key] = value ?? "";
        return this;
    }
}
