namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states of a resource's life.</summary>
public static class KnownResourceStates
{
    /// <summary>Not meant to be seen.</summary>
    public static readonly string Hidden = nameof(Hidden);

    /// <summary>Being started.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>Its process was spawned; no more than that.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>What runs it is not well.</summary>
    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);

    /// <summary>Being stopped.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>A container that has ended.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>A process that has ended.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>Waiting for others.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>Nobody has started it yet.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>Being built.</summary>
    public static readonly string Building = nameof(Building);

    /// <summary>A parameter without a value.</summary>
    public static readonly string ValueMissing = nameof(ValueMissing);

    /// <summary>In use, without a process of its own.</summary>
    public static readonly string Active = nameof(Active);

    /// <summary>The states in which nothing more happens by itself.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}
