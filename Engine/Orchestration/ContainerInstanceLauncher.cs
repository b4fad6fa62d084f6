using System.Collections.Immutable;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Containers;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Orchestration;

/// <summary>Runs containers on the machine's container engine.</summary>
internal sealed class ContainerInstanceLauncher(Lazy<IContainerRuntime> runtime) : IInstanceLauncher
{
    public string TypeOf(IResource resource) => "Container";

    public string EndedState => KnownResourceStates.Exited;

    public bool CanLaunch(IResource resource) => resource is ContainerResource;

    public ImmutableArray<ResourcePropertySnapshot> Describe(IResource resource) =>
        resource.TryGetContainerImageName(out var image) ? [new(InstanceProperties.ContainerImage, image), new(CustomResourceKnownProperties.Source, image)] : [];

    public Task<IRunningInstance> LaunchAsync(InstanceLaunch launch, Action<OutputLine> output, CancellationToken cancellationToken)
    {
        var container = (ContainerResource)launch.Resource;
        if (!container.TryGetContainerImageName(out var image))
        {
            throw new DistributedApplicationException($"Container '{container.Name}' has no image. Say which with WithImage.");
        }

        var name = container.TryGetLastAnnotation<ContainerNameAnnotation>(out var given) ? given.Name : launch.InstanceId;
        var specification = new ContainerSpecification(name, image)
        {
            Entrypoint = container.Entrypoint,
            Arguments = launch.Arguments,
            Environment = launch.Environment,
            Ports = [.. container.Annotations.OfType<EndpointAnnotation>().Select(endpoint => PortOf(container, endpoint, launch.InstanceId))],
            Mounts = [.. container.Annotations.OfType<ContainerMountAnnotation>().Select(mount => new ContainerMount(
                mount.Type == ContainerMountType.BindMount ? ContainerMountKind.Bind : ContainerMountKind.Volume, mount.Source, mount.Target, mount.IsReadOnly))],
        };
        return runtime.Value.StartAsync(specification, output, cancellationToken);
    }

    private static ContainerPort PortOf(ContainerResource container, EndpointAnnotation endpoint, string instanceId)
    {
        var inside = endpoint.TargetPort ?? endpoint.Port ?? throw new DistributedApplicationException(
            $"Endpoint '{endpoint.Name}' of container '{container.Name}' does not say on which port the container listens. Give it a targetPort.");
        return new(inside, endpoint.InstancePort(instanceId)!.Value, "127.0.0.1", endpoint.Protocol == ProtocolType.Udp ? "udp" : "tcp");
    }
}
