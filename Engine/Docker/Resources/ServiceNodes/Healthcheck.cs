namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>A program that tells by its exit code whether a container works. Times are Go's: <c>10s</c>, <c>1m30s</c>.</summary>
public sealed class Healthcheck
{
    /// <summary><c>CMD</c>, the program and its arguments; or <c>CMD-SHELL</c> and a line for the shell.</summary>
    public List<string> Test { get; set; } = [];

    /// <summary>How often it runs.</summary>
    public string? Interval { get; set; }

    /// <summary>How long it may take.</summary>
    public string? Timeout { get; set; }

    /// <summary>How many failures in a row make the container unhealthy.</summary>
    public int? Retries { get; set; }

    /// <summary>For how long after a start failures do not count.</summary>
    public string? StartPeriod { get; set; }
}
