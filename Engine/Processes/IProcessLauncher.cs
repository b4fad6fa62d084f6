namespace Aspire.Hosting.Processes;

/// <summary>Starts processes that belong to this run.</summary>
internal interface IProcessLauncher
{
    /// <summary>Starts a process and delivers its output line by line.</summary>
    /// <param name="specification">What to start.</param>
    /// <param name="output">Receives every line, one at a time, on any thread. It must neither block for long nor throw.</param>
    /// <exception cref="InvalidOperationException">The executable or its working directory is missing, or it cannot be executed. The message tells.</exception>
    IRunningInstance Start(ProcessSpecification specification, Action<OutputLine> output);
}
