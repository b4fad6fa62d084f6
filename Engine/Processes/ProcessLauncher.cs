using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.Processes;

/// <summary>
/// Starts processes through <c>setsid</c>, so that each is in a session of its own: a Ctrl-C in the terminal reaches the AppHost alone, which then
/// stops them in order, and a kill reaches the whole group. <c>setsid</c> replaces itself by the program, so the process id stays. The
/// alternative, <c>posix_spawn</c>, would mean own pipes, own waiting for children and own marshalling beside what .NET has; a start through
/// <c>setsid</c> costs one exec (under a millisecond). Where it is missing (macOS, Windows) processes start plainly and stay in the AppHost's group.
/// </summary>
/// <param name="runId">The run that every process is marked with (<see cref="MeshRun.Variable"/>).</param>
/// <param name="time">The clock.</param>
internal sealed class ProcessLauncher(string runId, TimeProvider time) : IProcessLauncher
{
    /// <summary>The path of <c>setsid</c>, or null where there is none.</summary>
    public static string? SetSession { get; } = ExecutablePath.Find("setsid", Environment.GetEnvironmentVariable("PATH"));

    public IRunningInstance Start(ProcessSpecification specification, Action<OutputLine> output)
    {
        if (!Directory.Exists(specification.WorkingDirectory))
        {
            throw new InvalidOperationException(
                $"The working directory '{specification.WorkingDirectory}' of '{specification.FileName}' does not exist.");
        }

        Process process = new() { StartInfo = Describe(ExecutablePath.Of(specification), specification) };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            process.Dispose();
            throw new InvalidOperationException($"'{specification.FileName}' could not be started: {exception.Message}", exception);
        }

        process.StandardInput.Close();
        return new RunningProcess(process, output, time);
    }

    private ProcessStartInfo Describe(string file, ProcessSpecification specification)
    {
        ProcessStartInfo start = new(SetSession ?? file)
        {
            WorkingDirectory = specification.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (SetSession is not null)
        {
            start.ArgumentList.Add(file);
        }

        foreach (string argument in specification.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        InheritedEnvironment.Clean(start.Environment, specification.Environment);
        foreach ((string name, string value) in specification.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment[MeshRun.Variable] = runId;
        return start;
    }
}
