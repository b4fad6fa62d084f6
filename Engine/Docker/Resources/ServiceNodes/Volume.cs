using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>Something mounted into a service's containers; or, at the top of the file, a volume that Docker keeps.</summary>
public sealed class Volume : NamedComposeMember
{
    /// <summary><c>bind</c> or <c>volume</c>.</summary>
    public string? Type { get; set; }

    /// <summary>The path inside the container.</summary>
    public string? Target { get; set; }

    /// <summary>The host's path, or the volume's name.</summary>
    public string? Source { get; set; }

    /// <summary>The driver of a volume that Docker keeps.</summary>
    public string? Driver { get; set; }

    /// <summary>Whether the volume exists already and is not to be made.</summary>
    public bool? External { get; set; }

    /// <summary>Whether the containers may only read it.</summary>
    public bool? ReadOnly { get; set; }
}
