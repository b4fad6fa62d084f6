namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>Puts a file of <see cref="ComposeFile.Configs"/> into a service's containers.</summary>
public sealed class ConfigReference
{
    /// <summary>The name of the file at the top.</summary>
    public string? Source { get; set; }

    /// <summary>The path inside the container.</summary>
    public string? Target { get; set; }
}
