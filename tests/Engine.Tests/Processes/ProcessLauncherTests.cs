using Aspire.Hosting.Processes;

namespace Mesh.Engine.Tests.Processes;

public sealed class ProcessLauncherTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [Fact]
    public async Task Each_process_gets_a_session_of_its_own()
    {
        await using Shell shell = Shell.Run("echo ready; sleep 60");
        await shell.LineAsync("ready");

        int id = int.Parse(shell.Instance.Id);
        Assert.Equal(id, ProcessStatus.Of(id)?.Group);
        Assert.Equal(id, ProcessStatus.Of(id)?.Session);
    }

    [Fact]
    public async Task Variables_are_set_on_top_of_the_inherited_ones_and_the_run_is_marked()
    {
        List<string> lines = [];
        ProcessSpecification specification = new(
            "sh", ["-c", "echo \"$MESH_RUN $EXTRA $HOME $1\"", "sh", "a  'b'"], "/", new Dictionary<string, string> { ["EXTRA"] = "x y" });

        await using IRunningInstance instance = new ProcessLauncher("run-1", TimeProvider.System).Start(specification, line => lines.Add(line.Text));
        await instance.Completion;

        Assert.Equal([$"run-1 x y {Environment.GetEnvironmentVariable("HOME")} a  'b'"], lines);
    }

    [Fact]
    public async Task Input_is_at_its_end_from_the_start()
    {
        await using Shell shell = Shell.Run("cat; echo end");
        Assert.Equal(0, await shell.ExitCodeAsync());
        Assert.Equal(["end"], shell.Lines);
    }

    [Theory]
    [InlineData("no-such-program", "/", "There is no executable 'no-such-program' in any directory of PATH")]
    [InlineData("./no-such-program", "/tmp", "There is no file '/tmp/no-such-program'.")]
    [InlineData("/etc/passwd", "/", "'/etc/passwd' is not executable.")]
    [InlineData("sh", "/no/such/directory", "The working directory '/no/such/directory' of 'sh' does not exist.")]
    public void What_cannot_be_started_is_named(string file, string directory, string message)
    {
        ProcessLauncher launcher = new("run", TimeProvider.System);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => launcher.Start(new(file, [], directory, NoVariables), _ => { }));
        Assert.StartsWith(message, exception.Message);
    }

    [Fact]
    public async Task Two_hundred_starts_leave_no_descriptor_and_no_zombie()
    {
        await using (Shell warmUp = Shell.Run("exit 0"))
        {
            await warmUp.ExitCodeAsync();
        }

        int before = ProcessTable.Descriptors("self").Count;
        List<string> ids = [];
        for (int i = 0; i < 200; i++)
        {
            await using Shell shell = Shell.Run("exit 7");
            Assert.Equal(7, await shell.ExitCodeAsync());
            ids.Add(shell.Instance.Id);
        }

        // Tests beside this one open descriptors too; a leak would show as 200 or more.
        await Eventually.Async(
            () => ProcessTable.Descriptors("self").Count < before + 100, TimeSpan.FromSeconds(30), $"no more than the {before} descriptors of before are open", () => ProcessTable.Descriptors("self").Count);
        Assert.DoesNotContain(ids, id => ProcessStatus.Of(int.Parse(id))?.Parent == Environment.ProcessId);
    }
}
