namespace Aspire.Hosting.Orchestration;

/// <summary>Names of properties that the engine shows, as in Aspire.</summary>
internal static class InstanceProperties
{
    /// <summary>The process's or container's id.</summary>
    public const string RunningId = "executable.pid";

    public const string ExecutablePath = "executable.path";
    public const string WorkingDirectory = "executable.workDir";
    public const string ProjectPath = "project.path";
    public const string ContainerImage = "container.image";
    public const string ContainerId = "container.id";
}
