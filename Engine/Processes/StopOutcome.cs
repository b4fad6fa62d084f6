namespace Aspire.Hosting.Processes;

/// <summary>How a stop ended.</summary>
internal enum StopOutcome
{
    /// <summary>The instance ended by itself, before or within the grace period.</summary>
    Stopped,

    /// <summary>The instance outlived its grace period and was killed.</summary>
    Killed,
}
