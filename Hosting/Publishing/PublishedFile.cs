using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Mesh.Hosting.Consul.Security;

namespace Mesh.Hosting.Publishing;

/// <summary>A small file with secrets, which Docker Compose writes into containers. The published file holds only the names of the secrets.</summary>
internal static class PublishedFile
{
    /// <summary>Gives a file to the containers of a published service.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="name">The file's name in the published file; services that give the same name share it.</param>
    /// <param name="path">Where it lies in the containers.</param>
    /// <param name="content">Its text, with <see cref="ConsulSecret.Placeholder"/> for each secret.</param>
    /// <param name="secrets">The secrets in it, which <c>.env</c> is to know.</param>
    public static IResourceBuilder<T> WithPublishedFile<T>(this IResourceBuilder<T> builder, string name, string path, string content, params ConsulSecret[] secrets)
        where T : IResource
    {
        foreach (var environment in builder.ApplicationBuilder.Resources.OfType<DockerComposeEnvironmentResource>().ToArray())
        {
            builder.ApplicationBuilder.CreateResourceBuilder(environment)
                .ConfigureComposeFile(file => file.Configs[name] = new() { Name = name, Content = content })
                .ConfigureEnvFile(variables =>
                {
                    foreach (var secret in secrets)
                    {
                        variables[secret.Variable] = new() { Name = secret.Variable, Description = secret.Description };
                    }
                });
        }

        return builder.WithAnnotation(new DockerComposeServiceCustomizationAnnotation((_, service) => service.AddConfig(new() { Source = name, Target = path })));
    }
}
