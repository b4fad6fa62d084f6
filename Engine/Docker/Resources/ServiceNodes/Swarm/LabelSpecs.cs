namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>Labels of a Swarm service.</summary>
public sealed class LabelSpecs : Dictionary<string, string>;
