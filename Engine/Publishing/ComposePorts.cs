using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>The ports on which published services listen inside their containers.</summary>
internal sealed class ComposePorts(IDictionary<string, ComposeVariable> variables)
{
    private const int FirstFree = 8000;

    private readonly Dictionary<EndpointAnnotation, string> _ports = [];
    private int _next = FirstFree;

    /// <summary>
    /// The port as the Compose file writes it. A project listens where it is told: on <c>${NAME_PORT}</c> at first, and for further endpoints on
    /// their own ports.
    /// </summary>
    public string Of(IResource resource, EndpointAnnotation endpoint)
    {
        if (!_ports.TryGetValue(endpoint, out var port))
        {
            _ports[endpoint] = port = endpoint.TargetPort is { } fixedPort ? Text(fixedPort)
                : resource is ProjectResource && endpoint == MainOf(resource) ? MainPort(resource)
                : Text(endpoint.Port ?? _next++);
        }

        return port;
    }

    /// <summary>The ports of a project's endpoints that its servers are told of, without repetition.</summary>
    public IEnumerable<string> Listening(ProjectResource project)
    {
        var filters = project.Annotations.OfType<EndpointsInEnvironmentAnnotation>().ToArray();
        return project.Annotations.OfType<EndpointAnnotation>()
            .Where(endpoint => endpoint is { UriScheme: "http", TargetPortVariable: null } && filters.All(filter => filter.Includes(endpoint)))
            .Select(endpoint => Of(project, endpoint)).Distinct();
    }

    private string MainPort(IResource resource)
    {
        var variable = ComposeVariable.Of(resource.Name, "PORT", $"Default container port for {resource.Name}");
        return (variables[variable.Name] = variable).Placeholder;
    }

    private static EndpointAnnotation? MainOf(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>()
        .FirstOrDefault(endpoint => endpoint is { UriScheme: "http" or "https", TargetPort: null });

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
