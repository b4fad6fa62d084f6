using Aspire.Hosting.Containers;
using Aspire.Hosting.Processes;
using Mesh.Engine.Tests.Containers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Engine.Tests.Processes;

/// <summary>Something like an AppHost, in a process of its own, for tests that kill it: this test executable, asked to run just one test.</summary>
public sealed class MortalHost
{
    private const string Directory = "MORTAL_HOST_DIRECTORY";

    /// <summary>Starts the host; what it starts writes into the directory, and the host writes their ids into a file there.</summary>
    internal static IRunningInstance Start(string directory, string test) =>
        new ProcessLauncher(MeshRun.NewId(), TimeProvider.System).Start(
            new(Environment.ProcessPath!,
                [.. Host(), "-method", $"{typeof(MortalHost).FullName}.{test}", "-explicit", "only"],
                AppContext.BaseDirectory,
                new Dictionary<string, string> { [Directory] = directory }),
            _ => { });

    // Run by "dotnet exec" the path of the process is the runtime's, and the assembly has to be named.
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(MortalHost).Assembly.Location] : [];

    [Fact(Explicit = true)]
    public async Task Starts_children_and_waits_to_be_killed()
    {
        string directory = Required();
        string run = MeshRun.NewId();
        ProcessLauncher launcher = new(run, TimeProvider.System);
        await using Guardian guardian = Guardian.Start(run, NullLogger.Instance);
        Shell[] children =
        [
            Shell.Run(
                $"cd {directory}; trap 'echo asked >> graceful; sleep 0.5; echo done >> graceful; exit 0' TERM; echo ready; while :; do sleep 0.02; done",
                launcher),
            Shell.Run("trap '' TERM; echo ready; while :; do sleep 0.5; done", launcher),
            Shell.Run($"setsid sh -c 'trap \"echo asked >> {directory}/daemon; exit 0\" TERM; echo ready $$; while :; do sleep 0.02; done' & wait", launcher),
        ];
        string[] daemon = [.. (await Task.WhenAll(children.Select(child => child.LineAsync("ready")))).Where(rest => rest != "").Select(rest => rest.Trim())];
        await PublishAsync($"{directory}/started", string.Join('\n', [.. children.Select(child => child.Instance.Id), .. daemon, $"{guardian.ProcessId}"]));
    }

    [Fact(Explicit = true)]
    public async Task Starts_a_container_and_waits_to_be_killed()
    {
        string directory = Required();
        string run = MeshRun.NewId();
        await using Guardian guardian = Guardian.Start(run, NullLogger.Instance);
        using DockerRuntime runtime = new(run, guardian, TimeProvider.System, NullLogger.Instance);
        TaskCompletionSource ready = new();
        ContainerSpecification specification = DockerRuntimeTests.Specification(
            "trap 'echo asked >> /out/graceful; exit 0' TERM; echo ready; while :; do sleep 0.02; done") with
        {
            Mounts = [new(ContainerMountKind.Bind, directory, "/out")],
        };
        await using IRunningInstance container = await runtime.StartAsync(specification, _ => ready.TrySetResult(), TestContext.Current.CancellationToken);
        await ready.Task;
        await PublishAsync($"{directory}/container", container.Id);
    }

    private static string Required()
    {
        string? directory = Environment.GetEnvironmentVariable(Directory);
        Assert.SkipWhen(directory is null, "This is a part of other tests, which start it themselves.");
        return directory!;
    }

    private static async Task PublishAsync(string file, string text)
    {
        await File.WriteAllTextAsync(file + ".new", text, TestContext.Current.CancellationToken);
        File.Move(file + ".new", file);
        await Task.Delay(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }
}
