using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Orchestration;

/// <summary>Runs projects and programs as processes.</summary>
internal sealed class ProcessInstanceLauncher(IProcessLauncher processes, ProjectTarget projects) : IInstanceLauncher
{
    /// <summary>Variables meant for the AppHost itself; a child that inherited them would listen where the AppHost does.</summary>
    private static readonly string[] OwnVariables = ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE"];

    public string TypeOf(IResource resource) => resource is ProjectResource ? "Project" : "Executable";

    public string EndedState => KnownResourceStates.Finished;

    public bool CanLaunch(IResource resource) => resource is ProjectResource or ExecutableResource;

    public ImmutableArray<ResourcePropertySnapshot> Describe(IResource resource) => resource switch
    {
        ProjectResource project =>
        [
            new(InstanceProperties.ProjectPath, project.GetProjectMetadata().ProjectPath),
            new(CustomResourceKnownProperties.Source, project.GetProjectMetadata().ProjectPath),
        ],
        ExecutableResource executable =>
        [
            new(InstanceProperties.ExecutablePath, executable.Command),
            new(InstanceProperties.WorkingDirectory, executable.WorkingDirectory),
            new(CustomResourceKnownProperties.Source, executable.Command),
        ],
        _ => [],
    };

    public async Task<IRunningInstance> LaunchAsync(InstanceLaunch launch, Action<OutputLine> output, CancellationToken cancellationToken)
    {
        var (command, directory) = launch.Resource switch
        {
            ProjectResource project => (await projects.CommandAsync(project, output, cancellationToken), Path.GetDirectoryName(project.GetProjectMetadata().ProjectPath)!),
            ExecutableResource executable => ([executable.Command], executable.WorkingDirectory),
            _ => throw new ArgumentException($"{launch.Resource.Name} is neither a project nor a program.", nameof(launch)),
        };
        var environment = new Dictionary<string, string>(launch.Environment);
        foreach (var variable in OwnVariables.Where(name => Environment.GetEnvironmentVariable(name) is not null))
        {
            environment.TryAdd(variable, "");
        }

        environment.TryAdd("DOTNET_ROOT", ProjectTarget.DotnetRoot);
        return processes.Start(new(command[0], [.. command.Skip(1), .. launch.Arguments], directory, environment), output);
    }
}
