using System.Diagnostics;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Engine.Tests.Processes;

public sealed class GuardianTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public GuardianTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The guardian needs Linux's /proc.");

    [Fact]
    public async Task Nothing_outlives_a_killed_host_and_all_are_asked_once_to_end()
    {
        string directory = Directory.CreateTempSubdirectory("mesh-guardian-").FullName;
        await using IRunningInstance host = MortalHost.Start(directory, nameof(MortalHost.Starts_children_and_waits_to_be_killed));
        string started = Path.Combine(directory, "started");
        await Eventually.Async(() => File.Exists(started), TimeSpan.FromSeconds(30), "the host starts its children");
        string[] ids = await File.ReadAllLinesAsync(started, TestContext.Current.CancellationToken);
        Assert.All(ids, id => Assert.True(ProcessTable.Runs(id)));

        Process.GetProcessById(int.Parse(host.Id)).Kill();

        await Eventually.Async(() => !ids.Any(ProcessTable.Runs), Limit, $"{string.Join(", ", ids)} end", () => string.Join(", ", ids.Where(ProcessTable.Runs)));
        Assert.Equal(["asked", "done"], await File.ReadAllLinesAsync(Path.Combine(directory, "graceful"), TestContext.Current.CancellationToken));
        Assert.Equal(["asked"], await File.ReadAllLinesAsync(Path.Combine(directory, "daemon"), TestContext.Current.CancellationToken));
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_killed_guardian_is_started_again()
    {
        await using Guardian guardian = Guardian.Start(MeshRun.NewId(), NullLogger.Instance);
        int? first = guardian.ProcessId;

        Process.GetProcessById(first!.Value).Kill();

        await Eventually.Async(() => guardian.ProcessId is { } id && id != first, Limit, $"there is a guardian other than {first}");
        Assert.True(ProcessTable.Runs($"{guardian.ProcessId}"));
    }

    [Fact]
    public async Task It_does_not_outlive_a_normal_end()
    {
        Guardian guardian = Guardian.Start(MeshRun.NewId(), NullLogger.Instance);
        int? id = guardian.ProcessId;

        long start = Stopwatch.GetTimestamp();
        await guardian.DisposeAsync();
        await guardian.DisposeAsync();

        Assert.False(ProcessTable.Runs($"{id}"));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task It_ends_daemons_that_escaped_an_orderly_stop()
    {
        string run = MeshRun.NewId();
        Guardian guardian = Guardian.Start(run, NullLogger.Instance);
        await using Shell shell = Shell.Run("setsid sh -c 'echo ready $$; exec sleep 65' & wait", new ProcessLauncher(run, TimeProvider.System));
        string daemon = await shell.LineAsync("ready ");
        await shell.StopAsync();
        Assert.True(ProcessTable.Runs(daemon));

        await guardian.DisposeAsync();

        Assert.False(ProcessTable.Runs(daemon));
    }

    [Fact]
    public async Task It_holds_nothing_of_its_host_and_its_pipe_reaches_no_other_process()
    {
        string run = MeshRun.NewId();
        await using Guardian guardian = Guardian.Start(run, NullLogger.Instance);
        string id = $"{guardian.ProcessId}";
        await Eventually.Async(
            () => ProcessTable.Descriptors(id) is var open && open[1] == "/dev/null" && open[2] == "/dev/null",
            Limit,
            "the guardian writes nowhere",
            () => $"its output is {ProcessTable.Descriptors(id)[1]}, its errors {ProcessTable.Descriptors(id)[2]}");
        await using Shell shell = Shell.Run("echo ready; exec sleep 66", new ProcessLauncher(run, TimeProvider.System));
        await shell.LineAsync("ready");

        string pipe = ProcessTable.Descriptors(id)[0];

        Assert.StartsWith("pipe:", pipe);
        Assert.Contains(pipe, ProcessTable.Descriptors("self").Values);
        Assert.DoesNotContain(pipe, ProcessTable.Descriptors(shell.Instance.Id).Values);
    }
}
