using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes what is mounted into containers. Where a folder of the host is, is for <c>.env</c> to say.</summary>
internal sealed class ComposeMounts(ComposeFile file, IDictionary<string, ComposeVariable> variables)
{
    // The same on every host, so that nobody needs to be asked.
    private const string DockerSocket = "/var/run/docker.sock";

    public void AddTo(Service service, IResource resource)
    {
        var binds = 0;
        foreach (var mount in resource.Annotations.OfType<ContainerMountAnnotation>())
        {
            var isBind = mount.Type == ContainerMountType.BindMount;
            service.AddVolume(new()
            {
                Name = mount.Source ?? mount.Target,
                Type = isBind ? "bind" : "volume",
                Target = mount.Target,
                Source = isBind ? Bind(resource, mount, ref binds) : mount.Source,
                ReadOnly = mount.IsReadOnly,
            });
            if (!isBind && mount.Source is { } volume)
            {
                file.AddVolume(new() { Name = volume, Driver = "local" });
            }
        }
    }

    private string Bind(IResource resource, ContainerMountAnnotation mount, ref int number)
    {
        if (mount.Source == DockerSocket)
        {
            return DockerSocket;
        }

        var variable = ComposeVariable.Of(
            resource.Name, $"BINDMOUNT_{(number++).ToString(CultureInfo.InvariantCulture)}", $"Bind mount source for {resource.Name}:{mount.Target}");
        return (variables[variable.Name] = variable).Placeholder;
    }
}
