using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Orchestration;

/// <summary>Finds, or makes, the build output of a project.</summary>
internal sealed class ProjectTarget(IDistributedApplicationBuilder builder, IProcessLauncher processes)
{
    /// <summary>The folder of the .NET installation that runs the AppHost.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static string Dotnet { get; } = Path.Combine(DotnetRoot, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _builds = new();

    /// <summary>The command that runs the project.</summary>
    /// <exception cref="DistributedApplicationException">It was not built, or cannot be.</exception>
    public async Task<string[]> CommandAsync(ProjectResource project, Action<OutputLine> output, CancellationToken cancellationToken)
    {
        var metadata = project.GetProjectMetadata();
        var target = AppHostProject.TargetOf(builder.AppHostAssembly, metadata.ProjectPath)
            ?? await BuildOnceAsync(metadata.ProjectPath, output, cancellationToken);
        if (!File.Exists(target))
        {
            throw new DistributedApplicationException($"Project '{metadata.ProjectPath}' is not built: '{target}' is missing. Build the AppHost again.");
        }

        var executable = Path.ChangeExtension(target, OperatingSystem.IsWindows() ? ".exe" : null);
        return File.Exists(executable) ? [executable] : [Dotnet, "exec", target];
    }

    // Replicas start at once, but two builds in one folder would spoil each other's files; a later start builds anew.
    private async Task<string> BuildOnceAsync(string projectPath, Action<OutputLine> output, CancellationToken cancellationToken)
    {
        var build = _builds.GetOrAdd(projectPath, path => new(() => BuildAsync(path, output)));
        try
        {
            return await build.Value.WaitAsync(cancellationToken);
        }
        finally
        {
            if (build.Value.IsCompleted)
            {
                _builds.TryRemove(new(projectPath, build));
            }
        }
    }

    private async Task<string> BuildAsync(string projectPath, Action<OutputLine> output)
    {
        if (!File.Exists(projectPath))
        {
            throw new DistributedApplicationException($"There is no project '{projectPath}'.");
        }

        var lines = new List<string>();
        // Servers that the build left behind would belong to this run and be ended with it, under the next build's feet.
        string[] arguments =
        [
            "msbuild", projectPath, "-restore", "-nologo", "-verbosity:quiet", "-nodeReuse:false", "-property:UseSharedCompilation=false",
            "-target:Build", "-getProperty:TargetPath",
        ];
        await using var build = processes.Start(new(Dotnet, arguments, Path.GetDirectoryName(projectPath)!, new Dictionary<string, string>()), line =>
        {
            lines.Add(line.Text);
            output(line);
        });
        var exitCode = await build.Completion;
        return exitCode == 0 && lines.LastOrDefault(line => line.Length > 0) is { } target
            ? target.Trim()
            : throw new DistributedApplicationException($"Project '{projectPath}' could not be built (exit code {exitCode}):{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
    }
}
