namespace Mesh.Hosting.Control;

/// <summary>The program that a command line such as <c>scale web=5</c> runs.</summary>
/// <param name="output">Where the outcome goes.</param>
/// <param name="errors">Where failures go.</param>
/// <param name="find">Finds the running AppHosts.</param>
internal sealed class ControlProgram(TextWriter output, TextWriter errors, Func<IReadOnlyList<ControlAddress>> find)
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int NotUnderstood = 2;

    /// <summary>Runs it; returns its exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments.Any(ControlCommandLine.IsHelp))
        {
            await output.WriteLineAsync(ControlCommandLine.Usage);
            return Done;
        }

        if (ControlCommandLine.Read(arguments, out var commandLine) is { } error)
        {
            await errors.WriteLineAsync($"{error}{Environment.NewLine}{Environment.NewLine}{ControlCommandLine.Usage}");
            return NotUnderstood;
        }

        if (Choose(commandLine.Pid, out var address) is { } problem)
        {
            await errors.WriteLineAsync(problem);
            return Failed;
        }

        try
        {
            using var client = new ControlClient(address!);
            return commandLine.Requests.Count == 0 ? await ListAsync(client, cancellationToken) : await ExecuteAsync(client, commandLine.Requests, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            await errors.WriteLineAsync($"The AppHost (process {address!.Pid}) does not answer: {exception.Message}");
            return Failed;
        }
    }

    private string? Choose(int? pid, out ControlAddress? address)
    {
        var running = find();
        var candidates = running.Where(candidate => pid is null || candidate.Pid == pid).ToList();
        address = candidates.FirstOrDefault();
        return candidates.Count switch
        {
            1 => null,
            0 when running.Count == 0 => "No AppHost runs from this directory. Start it with: dotnet run --project AppHost",
            0 => $"No AppHost runs from this directory as process {pid}. Running: {Pids(running)}.",
            _ => $"Several AppHosts run from this directory, as processes {Pids(running)}. Say which with --pid.",
        };
    }

    private static string Pids(IEnumerable<ControlAddress> addresses) => string.Join(", ", addresses.Select(address => address.Pid));

    private async Task<int> ListAsync(ControlClient client, CancellationToken cancellationToken)
    {
        await ResourceTable.WriteAsync(output, await client.ListAsync(cancellationToken));
        return Done;
    }

    private async Task<int> ExecuteAsync(ControlClient client, IReadOnlyList<ControlRequest> requests, CancellationToken cancellationToken)
    {
        var exitCode = Done;
        foreach (var request in requests)
        {
            var outcome = "";
            await foreach (var item in client.ExecuteAsync(request, cancellationToken))
            {
                outcome = item.EventType;
                await (outcome == ControlEvents.Failed ? errors : output).WriteLineAsync(outcome == ControlEvents.Progress ? $"  {item.Data}" : item.Data);
            }

            if (outcome != ControlEvents.Succeeded)
            {
                exitCode = Failed;
            }

            if (outcome is not (ControlEvents.Succeeded or ControlEvents.Failed))
            {
                await errors.WriteLineAsync($"{request.Resource}: the AppHost ended before {request.Command} was done.");
            }
        }

        return exitCode;
    }
}
