using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Containers;

/// <summary>Starts containers that belong to this run.</summary>
internal interface IContainerRuntime
{
    /// <summary>True when a container engine answers within two seconds.</summary>
    Task<bool> IsAvailableAsync(CancellationToken cancellationToken);

    /// <summary>Pulls the image when it is missing, starts a container and delivers its output line by line.</summary>
    /// <param name="specification">What to start.</param>
    /// <param name="output">Receives every line, one at a time, on any thread. It must neither block for long nor throw.</param>
    /// <param name="cancellationToken">Gives the start up; what was created by then is removed.</param>
    /// <returns>The container, which is removed as soon as it has ended.</returns>
    /// <exception cref="InvalidOperationException">
    /// No engine answers, the image cannot be had, a port or the name is taken, … The message says which and carries the engine's own text.
    /// </exception>
    Task<IRunningInstance> StartAsync(ContainerSpecification specification, Action<OutputLine> output, CancellationToken cancellationToken);
}
