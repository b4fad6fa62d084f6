using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources;

namespace Aspire.Hosting.Docker;

/// <summary>Docker Compose as the place where the application is published to.</summary>
/// <param name="name">The resource's name.</param>
public class DockerComposeEnvironmentResource(string name) : Resource(name), IComputeEnvironmentResource
{
    /// <summary>The network that all services share; null for <c>aspire</c>.</summary>
    public string? DefaultNetworkName { get; set; }

    /// <summary>Whether the Aspire dashboard becomes one of the services. Default: true.</summary>
    public bool DashboardEnabled { get; set; } = true;

    /// <summary>What changes the file before it is written.</summary>
    internal List<Action<ComposeFile>> FileChanges { get; } = [];

    /// <summary>What changes the variables before <c>.env</c> is written.</summary>
    internal List<Action<IDictionary<string, CapturedEnvironmentVariable>>> VariableChanges { get; } = [];

    internal string Network => DefaultNetworkName ?? "aspire";

    internal string DashboardName => $"{Name}-dashboard";
}
