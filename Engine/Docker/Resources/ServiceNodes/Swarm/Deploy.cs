namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>How many containers a service has, and where.</summary>
public sealed class Deploy
{
    /// <summary><c>replicated</c>, the default, or <c>global</c>: one on each node.</summary>
    public string? Mode { get; set; }

    /// <summary>How many.</summary>
    public int? Replicas { get; set; }

    /// <summary>Which nodes.</summary>
    public Placement? Placement { get; set; }

    /// <summary>What happens when one ends.</summary>
    public RestartPolicy? RestartPolicy { get; set; }

    /// <summary>How a new version takes the old one's place.</summary>
    public UpdateConfig? UpdateConfig { get; set; }

    /// <summary>Labels of the service itself.</summary>
    public LabelSpecs? Labels { get; set; }
}
