namespace Aspire.Hosting.Processes;

/// <summary>
/// Notices the end of the <c>dotnet run</c> that started the AppHost. A kill of that command would otherwise leave the whole mesh running with
/// nobody to stop it. A shell or init as the parent means nothing: whoever starts the AppHost in the background wants it to stay.
/// </summary>
internal static class ParentWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Completes when this process's parent, being a <c>dotnet run</c>, has ended; when it is anything else (or unknown, as on other systems than
    /// Linux), only <paramref name="cancellationToken"/> ends the task.
    /// </summary>
    public static Task ParentEndedAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        int parent = ProcessStatus.Of(Environment.ProcessId)?.Parent ?? 0;
        return IsDotnetRun(CommandLine(parent)) ? EndedAsync(parent, time, cancellationToken) : Task.Delay(Timeout.Infinite, cancellationToken);
    }

    /// <summary>Completes when the process has ended. Its start time tells it from a later one with the same id.</summary>
    public static async Task EndedAsync(int process, TimeProvider time, CancellationToken cancellationToken)
    {
        if (ProcessStatus.Of(process) is not { } first)
        {
            return;
        }

        using PeriodicTimer timer = new(Interval, time);
        do
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
        while (ProcessStatus.Of(process) is { HasEnded: false } now && now.StartTime == first.StartTime);
    }

    /// <summary>True for the command line of <c>dotnet run</c>, with or without options before the verb.</summary>
    public static bool IsDotnetRun(IReadOnlyList<string> commandLine) =>
        commandLine is [var program, ..] && Path.GetFileNameWithoutExtension(program) == "dotnet"
        && commandLine.Skip(1).FirstOrDefault(argument => !argument.StartsWith('-')) == "run";

    private static string[] CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
