namespace Aspire.Hosting.ApplicationModel;

/// <summary>Another command or directory for an <see cref="ExecutableResource"/>.</summary>
public sealed class ExecutableAnnotation : IResourceAnnotation
{
    /// <summary>The program: a path, or a name found on PATH.</summary>
    public required string Command { get; set; }

    /// <summary>The directory in which it runs.</summary>
    public required string WorkingDirectory { get; set; }
}
