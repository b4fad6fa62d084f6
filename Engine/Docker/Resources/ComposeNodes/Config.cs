namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>A file that Docker Compose gives to containers.</summary>
public sealed class Config : NamedComposeMember
{
    /// <summary>The file's text; variables in it are replaced.</summary>
    public string? Content { get; set; }
}
