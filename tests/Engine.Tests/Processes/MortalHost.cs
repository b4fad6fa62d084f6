using Aspire.Hosting.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Engine.Tests.Processes;

/// <summary>Something like an AppHost, in a process of its own, for tests that kill it: this test executable, asked to run just the test below.</summary>
public sealed class MortalHost
{
    private const string Directory = "MORTAL_HOST_DIRECTORY";

    /// <summary>Starts the host; its children write into the directory and the host writes their ids into the file <c>started</c> there.</summary>
    internal static IRunningInstance Start(string directory) =>
        new ProcessLauncher(MeshRun.NewId(), TimeProvider.System).Start(
            new(Environment.ProcessPath!,
                [.. Host(), "-method", $"{typeof(MortalHost).FullName}.{nameof(Starts_children_and_waits_to_be_killed)}", "-explicit", "only"],
                AppContext.BaseDirectory,
                new Dictionary<string, string> { [Directory] = directory }),
            _ => { });

    // Run by "dotnet exec" the path of the process is the runtime's, and the assembly has to be named.
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(MortalHost).Assembly.Location] : [];

    [Fact(Explicit = true)]
    public async Task Starts_children_and_waits_to_be_killed()
    {
        string? directory = Environment.GetEnvironmentVariable(Directory);
        Assert.SkipWhen(directory is null, "This is a part of other tests, which start it themselves.");

        string run = MeshRun.NewId();
        ProcessLauncher launcher = new(run, TimeProvider.System);
        await using Guardian guardian = Guardian.Start(run, NullLogger.Instance);
        Shell[] children =
        [
            Shell.Run($"trap 'echo asked >> {directory}/graceful; sleep 0.5; echo done >> {directory}/graceful; exit 0' TERM; echo ready; while :; do sleep 0.02; done", launcher),
            Shell.Run("trap '' TERM; echo ready; while :; do sleep 0.5; done", launcher),
            Shell.Run($"setsid sh -c 'trap \"echo asked >> {directory}/daemon; exit 0\" TERM; echo ready $$; while :; do sleep 0.02; done' & wait", launcher),
        ];
        string[] daemon = [.. (await Task.WhenAll(children.Select(child => child.LineAsync("ready")))).Where(rest => rest != "").Select(rest => rest.Trim())];
        await File.WriteAllLinesAsync(
            $"{directory}/started.new",
            [.. children.Select(child => child.Instance.Id), .. daemon, $"{guardian.ProcessId}"],
            TestContext.Current.CancellationToken);
        File.Move($"{directory}/started.new", $"{directory}/started");
        await Task.Delay(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }
}
