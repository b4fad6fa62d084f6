namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program that is run as a process.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The program: a path, or a name found on PATH.</param>
/// <param name="workingDirectory">The directory in which it runs.</param>
public class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    /// <summary>The program: a path, or a name found on PATH.</summary>
    public string Command => this.TryGetLastAnnotation<ExecutableAnnotation>(out var changed) ? changed.Command : command;

    /// <summary>The directory in which it runs.</summary>
    public string WorkingDirectory => this.TryGetLastAnnotation<ExecutableAnnotation>(out var changed) ? changed.WorkingDirectory : workingDirectory;
}
