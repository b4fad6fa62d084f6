namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>How a Swarm brings in a new version. Times are Go's.</summary>
public sealed class UpdateConfig
{
    /// <summary>How many containers at a time.</summary>
    public int? Parallelism { get; set; }

    /// <summary>How long it waits between two groups.</summary>
    public string? Delay { get; set; }

    /// <summary><c>start-first</c> or <c>stop-first</c>.</summary>
    public string? Order { get; set; }
}
