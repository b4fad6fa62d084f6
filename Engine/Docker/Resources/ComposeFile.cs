using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes;

namespace Aspire.Hosting.Docker.Resources;

/// <summary>A Compose file. Its parts are written in the order in which they were added.</summary>
public sealed class ComposeFile
{
    /// <summary>The project's name; the file's folder gives it when there is none.</summary>
    public string? Name { get; set; }

    /// <summary>The services.</summary>
    public Dictionary<string, Service> Services { get; set; } = [];

    /// <summary>The networks.</summary>
    public Dictionary<string, Network> Networks { get; set; } = [];

    /// <summary>The volumes that Docker keeps.</summary>
    public Dictionary<string, Volume> Volumes { get; set; } = [];

    /// <summary>Files that Docker Compose gives to containers.</summary>
    public Dictionary<string, Config> Configs { get; set; } = [];

    /// <summary>Adds a service.</summary>
    public ComposeFile AddService(Service service)
    {
        ArgumentNullException.ThrowIfNull(service);
        Services[service.Name] = service;
        return this;
    }

    /// <summary>Adds a network.</summary>
    public ComposeFile AddNetwork(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Networks[network.Name] = network;
        return this;
    }

    /// <summary>Adds a volume.</summary>
    public ComposeFile AddVolume(Volume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        Volumes[volume.Name] = volume;
        return this;
    }

    /// <summary>Adds a file for containers.</summary>
    public ComposeFile AddConfig(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        Configs[config.Name] = config;
        return this;
    }

    /// <summary>The file's text.</summary>
    /// <param name="lineEndings">What ends a line.</param>
    public string ToYaml(string lineEndings = "\n") => ComposeYaml.Write(this, lineEndings);
}
