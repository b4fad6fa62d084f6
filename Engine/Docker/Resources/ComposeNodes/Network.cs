namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>A network that services share.</summary>
public sealed class Network : NamedComposeMember
{
    /// <summary>Its driver, such as <c>bridge</c> or <c>overlay</c>.</summary>
    public string? Driver { get; set; }

    /// <summary>Whether containers from outside the file may join it.</summary>
    public bool? Attachable { get; set; }

    /// <summary>Whether it exists already and is not to be made.</summary>
    public bool? External { get; set; }
}
