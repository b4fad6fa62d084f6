namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>On which nodes of a Swarm containers may run.</summary>
public sealed class Placement
{
    /// <summary>Conditions such as <c>node.role == manager</c>.</summary>
    public List<string> Constraints { get; set; } = [];
}
