namespace Aspire.Hosting.Processes;

/// <summary>A process or a container that was started. Disposing it kills what still runs and releases its handles.</summary>
internal interface IRunningInstance : IAsyncDisposable
{
    /// <summary>The process id, or the container's id.</summary>
    string Id { get; }

    /// <summary>When it was started.</summary>
    DateTimeOffset StartTime { get; }

    /// <summary>
    /// The exit code (128 + signal number when a signal ended it), once the instance has ended and all its output was delivered. Never faults,
    /// unless the receiver of the output threw.
    /// </summary>
    Task<int> Completion { get; }

    /// <summary>
    /// Asks the instance to end (SIGTERM, exactly once) and kills it, with everything it started, when it has not ended after
    /// <paramref name="grace"/>. Every call gets the outcome of the first one. Cancelling ends the waiting only, not the stop.
    /// </summary>
    Task<StopOutcome> StopAsync(TimeSpan grace, CancellationToken cancellationToken);
}
