using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.AppHost.Tests.Containers;

/// <summary>Secures the Consul of <c>AppHost/Program.cs</c>, and gives registrar and balancer their tokens.</summary>
internal static class SecuredModel
{
    public static void Secure(IDistributedApplicationBuilder builder)
    {
        var consul = builder.CreateResourceBuilder(builder.Resources.OfType<IConsulResource>().Single()).WithSecurity();
        Project("registrar").WithConsulToken(consul, ConsulPermissions.Register);
        Project("lb").WithConsulToken(consul, ConsulPermissions.Discover);

        IResourceBuilder<ProjectResource> Project(string name) =>
            builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == name));
    }
}
