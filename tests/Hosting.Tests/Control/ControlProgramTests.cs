using Mesh.Hosting.Control;

namespace Mesh.Hosting.Tests.Control;

public sealed class ControlProgramTests : IAsyncDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("mesh-test").FullName, "control.json");
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private DistributedApplication? _app;

    [Fact]
    public async Task Scaling_prints_progress_and_the_outcome()
    {
        await StartAsync();
        Assert.Equal(0, await RunAsync("scale web=2"));

        var lines = _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("  web-2: Running, Healthy", lines);
        Assert.StartsWith("web: 1 → 2 instances, all healthy after ", lines[^1], StringComparison.Ordinal);
        Assert.Empty(_errors.ToString());
    }

    [Theory]
    [InlineData("scale web=0", "web can have 1 to 3 instances, not 0.")]
    [InlineData("scale web=999", "web can have 1 to 3 instances, not 999.")]
    [InlineData("scale nosuch=3", "There is no replica set 'nosuch'. There are: web.")]
    [InlineData("scale other=3", "other is not a replica set and cannot be scaled.")]
    [InlineData("stop nosuch", "There is no resource 'nosuch'. There are: web, web-1, web-2, web-3, other.")]
    public async Task What_cannot_be_done_is_said_and_the_exit_code_is_1(string line, string error)
    {
        await StartAsync();
        Assert.Equal(1, await RunAsync(line));
        Assert.StartsWith(error, _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resources_can_be_stopped_listed_and_started_again()
    {
        await StartAsync();
        Assert.Equal(0, await RunAsync("stop other"));
        Assert.EndsWith($"other stopped{Environment.NewLine}", _output.ToString(), StringComparison.Ordinal);

        Assert.Equal(0, await RunAsync("ps"));
        Assert.Matches(@"(?m)^other +Finished", _output.ToString());
        Assert.Matches(@"(?m)^web +Running +Healthy$", _output.ToString());
        Assert.Matches(@"(?m)^web-1 +Running +Healthy +http://localhost:\d+$", _output.ToString());
        Assert.DoesNotContain("web-2", _output.ToString(), StringComparison.Ordinal);

        Assert.Equal(0, await RunAsync("start other"));
        Assert.EndsWith($"other started{Environment.NewLine}", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_AppHost_it_says_how_to_start_one()
    {
        Assert.Equal(1, await RunAsync("scale web=2"));
        Assert.Equal($"No AppHost runs from this directory. Start it with: dotnet run --project AppHost{Environment.NewLine}", _errors.ToString());
    }

    [Fact]
    public async Task With_several_it_asks_which()
    {
        var address = new ControlAddress(1, DateTime.UtcNow, new("http://127.0.0.1:1"), "");
        var program = new ControlProgram(_output, _errors, () => [address, address with { Pid = 2 }]);
        Assert.Equal(1, await program.RunAsync(["ps"], TestContext.Current.CancellationToken));
        Assert.StartsWith("Several AppHosts run from this directory, as processes 1, 2. Say which with --pid.", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_AppHost_that_does_not_answer_is_named()
    {
        var address = new ControlAddress(4711, DateTime.UtcNow, new("http://127.0.0.1:1"), "");
        Assert.Equal(1, await new ControlProgram(_output, _errors, () => [address]).RunAsync(["ps"], TestContext.Current.CancellationToken));
        Assert.StartsWith("The AppHost (process 4711) does not answer: ", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_understood_gives_the_usage_and_exit_code_2()
    {
        Assert.Equal(2, await RunAsync("frob"));
        Assert.StartsWith("There is no command 'frob'.", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("Usage:", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_no_error()
    {
        Assert.Equal(0, await RunAsync("--help"));
        Assert.StartsWith("Usage:", _output.ToString(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    private async Task StartAsync()
    {
        var builder = TestApplication.CreateBuilder($"--MESH_CONTROL_FILE={_file}");
        builder.AddReplicaSet<Projects.SimpleWeb>("web", replicas: 1, max: 3);
        builder.AddExecutable("other", "sleep", ".", "60");
        _app = await builder.StartAsync();
        await _app.UntilHealthyAsync("web");
        await _app.UntilHealthyAsync("other");
    }

    private Task<int> RunAsync(string line) =>
        new ControlProgram(_output, _errors, () => ControlAddress.Read(_file) is { } address ? [address] : []).RunAsync(line.Split(' '), TestContext.Current.CancellationToken);
}
