namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>What a Swarm does when a container ends. Times are Go's.</summary>
public sealed class RestartPolicy
{
    /// <summary><c>none</c>, <c>on-failure</c> or <c>any</c>.</summary>
    public string? Condition { get; set; }

    /// <summary>How long it waits between two attempts.</summary>
    public string? Delay { get; set; }

    /// <summary>How often it tries.</summary>
    public int? MaxAttempts { get; set; }

    /// <summary>For how long a container must work to count as restarted.</summary>
    public string? Window { get; set; }
}
