using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests;

/// <summary>The AppHost as a user runs it: a process of its own with a terminal's output, on random ports unless told otherwise.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private static readonly string[] AppHost = ["exec", Path.Combine(AppContext.BaseDirectory, "AppHost.dll")];

    private readonly ProgramProcess _process;
    private readonly string _controlFile;

    private AppHostProcess(string[] command, string controlFile, IReadOnlyDictionary<string, string>? variables)
    {
        _controlFile = controlFile;
        _process = Start(_controlFile, command, variables);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Output => _process.Output;

    /// <summary>The load balancer's public address.</summary>
    public Uri Balancer => AddressOf("lb");

    /// <summary>Starts the AppHost; it is not ready yet.</summary>
    public static AppHostProcess Start(params string[] arguments) => Start(AppHost, arguments);

    /// <summary>Starts the AppHost in a terminal that has these variables set, and waits until it says that everything has started.</summary>
    public static Task<AppHostProcess> StartedInAsync(IReadOnlyDictionary<string, string> variables) => StartedAsync(Start(AppHost, [], variables));

    /// <summary>Starts the AppHost by <c>dotnet run</c> and waits until it says that everything has started.</summary>
    public static Task<AppHostProcess> StartedByDotnetRunAsync() =>
        StartedAsync(Start(["run", "--no-build", "--project", Projects.AppHost.ProjectPath, "--"], []));

    /// <summary>Starts the AppHost and waits until it says that everything has started.</summary>
    public static Task<AppHostProcess> StartedAsync(params string[] arguments) => StartedAsync(Start(arguments));

    public Task UntilItSaysAsync(string text) => Eventually.Async(
        () => _process.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)) || _process.HasExited, RunningMesh.Limit, $"the AppHost says '{text}'", () => Output);

    public Uri AddressOf(string name) => new(_process.Lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .First(words => words.Length == 3 && words[1] == name && words[2].StartsWith("http", StringComparison.Ordinal))[2]);

    /// <summary>Runs a command such as <c>scale web=5</c> as a second invocation of the AppHost.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] command) => await RunAsync(_controlFile, command);

    public static async Task<(int ExitCode, string Output)> RunAsync(string controlFile, params string[] command)
    {
        await using var process = Start(controlFile, [.. AppHost, .. command]);
        return (await process.WaitForExitAsync(), process.Output);
    }

    /// <summary>Everything that runs because of this AppHost, itself included: each process carries the id of the run.</summary>
    public IReadOnlyList<(int Id, string Command)> Processes() => [.. ProcessTable.Of(RunId()).Append((Id, "AppHost"))];

    private string RunId() => ProcessTable.RunIdOfChildrenOf(Id) ?? ProcessTable.RunIdOfChildrenOf(ProcessTable.ChildOf(Id)) ?? throw new InvalidOperationException($"No child of AppHost {Id} carries a run id.{Environment.NewLine}{Output}");

    /// <summary>What a terminal does at Ctrl-C.</summary>
    public void Interrupt() => _process.Interrupt();

    public Task KillAsync() => _process.KillAsync();

    public Task UntilExitedAsync() => _process.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        File.Delete(_controlFile);
    }

    // It says the last line also when something could not start.
    private static async Task<AppHostProcess> StartedAsync(AppHostProcess appHost)
    {
        await appHost.UntilItSaysAsync("Press Ctrl+C to shut down");
        if (!appHost.Output.Contains("Everything has started", StringComparison.Ordinal))
        {
            await appHost.DisposeAsync();
            Assert.Fail($"Not everything has started.{Environment.NewLine}{appHost.Output}");
        }

        return appHost;
    }

    private static AppHostProcess Start(string[] command, string[] arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        string[] ports = ["--Ports:consul=random", "--Ports:lb=random", "--Ports:lb-admin=random"];
        return new([.. command, .. ports, .. arguments], Path.Combine(Path.GetTempPath(), $"mesh-{Guid.NewGuid():n}.json"), variables);
    }

    private static ProgramProcess Start(string controlFile, string[] command, IReadOnlyDictionary<string, string>? variables = null) =>
        ProgramProcess.Start(["dotnet", .. command], new Dictionary<string, string>(variables ?? new Dictionary<string, string>()) { ["MESH_CONTROL_FILE"] = controlFile });
}
