using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes resources as services of a Compose file.</summary>
internal sealed class ComposeServices(
    DockerComposeEnvironmentResource environment, DistributedApplicationExecutionContext context, ComposePorts ports, ComposeValues values,
    ComposeMounts mounts, IDictionary<string, ComposeVariable> variables)
{
    /// <summary>Whether the resource becomes a service: containers and projects do, unless they are left out.</summary>
    public static bool IsPublished(IResource resource) => resource is ContainerResource or ProjectResource && !resource.IsExcludedFromPublish();

    /// <exception cref="DistributedApplicationException">A value cannot be published.</exception>
    public async Task<Service> WriteAsync(IResource resource, CancellationToken cancellationToken)
    {
        var service = new Service { Name = resource.Name, Image = ImageOf(resource), Networks = [environment.Network] };
        if (resource is ContainerResource { Entrypoint: { } entrypoint })
        {
            service.Entrypoint.Add(entrypoint);
        }

        if (resource.TryGetLastAnnotation<ContainerNameAnnotation>(out var name))
        {
            service.ContainerName = name.Name;
        }

        await AddArgumentsAsync(service, resource, cancellationToken);
        await AddEnvironmentAsync(service, resource, cancellationToken);
        AddPorts(service, resource);
        mounts.AddTo(service, resource);
        AddDependencies(service, resource);
        foreach (var change in resource.Annotations.OfType<DockerComposeServiceCustomizationAnnotation>())
        {
            change.Configure(new(resource.Name, resource, environment), service);
        }

        return service;
    }

    private string ImageOf(IResource resource)
    {
        if (resource.TryGetContainerImageName(out var image))
        {
            return image;
        }

        var variable = ComposeVariable.Of(resource.Name, "IMAGE", $"Container image name for {resource.Name}");
        return (variables[variable.Name] = variable).Placeholder;
    }

    private async Task AddArgumentsAsync(Service service, IResource resource, CancellationToken cancellationToken)
    {
        var arguments = new List<object>();
        var callbacks = new CommandLineArgsCallbackContext(arguments, resource, cancellationToken) { ExecutionContext = context };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(callbacks);
        }

        service.Command.AddRange(arguments.Select(values.Write));
    }

    private async Task AddEnvironmentAsync(Service service, IResource resource, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, object>();
        if (resource is ProjectResource project && ports.Listening(project).ToArray() is { Length: > 0 } listening)
        {
            service.AddEnvironmentalVariable("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
            service.AddEnvironmentalVariable("HTTP_PORTS", string.Join(';', listening));
        }

        var callbacks = new EnvironmentCallbackContext(context, resource, variables, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(callbacks);
        }

        foreach (var (name, value) in variables)
        {
            service.AddEnvironmentalVariable(name, values.Write(value));
        }

        if (environment.DashboardEnabled && resource.HasAnnotationOfType<OtlpExporterAnnotation>())
        {
            service.AddEnvironmentalVariable("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://{environment.DashboardName}:18889");
            service.AddEnvironmentalVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
            service.AddEnvironmentalVariable("OTEL_SERVICE_NAME", resource.Name);
        }
    }

    private void AddPorts(Service service, IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var port = ports.Of(resource, endpoint);
            var (list, text) = !endpoint.IsExternal ? (service.Expose, port)
                : (service.Ports, endpoint.Port is { } host ? string.Create(CultureInfo.InvariantCulture, $"{host}:{port}") : port);
            if (!list.Contains(text))
            {
                list.Add(text);
            }
        }
    }

    private static void AddDependencies(Service service, IResource resource)
    {
        foreach (var wait in resource.Annotations.OfType<WaitAnnotation>().Where(wait => IsPublished(wait.Resource)))
        {
            service.DependsOn[wait.Resource.Name] = new()
            {
                Condition = wait.WaitType == WaitType.WaitForCompletion ? "service_completed_successfully" : "service_started",
            };
        }
    }
}
