using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.AppHost.Tests.Readme;

/// <summary>The models that README.md, docs/cluster.md and docs/security.md show, line by line, for the compiler.</summary>
internal static class DocumentedModels
{
    public static void Cluster(IDistributedApplicationBuilder builder)
    {
        var consul = builder.AddConsul("consul", builder.Port("consul", 8500)).WithServers(3);
        var agent = builder.AddConsulAgent("agent", consul);
        Registrar(builder).WithReference(agent).WaitFor(agent);
    }

    public static void ClusterWithUsers(IDistributedApplicationBuilder builder)
    {
        var (registrar, lb) = (Registrar(builder), LoadBalancer(builder));
        var consul = builder.AddConsul("consul").WithServers(3);
        var agent = builder.AddConsulAgent("agent-1", consul);
        registrar.WithReference(agent).WaitFor(agent);
        lb.WithReference(agent).WaitFor(agent);
    }

    public static void Secured(IDistributedApplicationBuilder builder)
    {
        var consul = builder.AddConsul("consul", builder.Port("consul", 8500)).WithServers(3).WithSecurity();
        Registrar(builder).WithConsulToken(consul, ConsulPermissions.Register);
    }

    public static void SecuredWithUsers(IDistributedApplicationBuilder builder)
    {
        var (registrar, lb) = (Registrar(builder), LoadBalancer(builder));
        var consul = builder.AddConsul("consul").WithServers(3).WithSecurity();
        registrar.WithReference(consul).WithConsulToken(consul, ConsulPermissions.Register);
        lb.WithReference(consul).WithConsulToken(consul, ConsulPermissions.Discover);
    }

    private static IResourceBuilder<ProjectResource> Registrar(IDistributedApplicationBuilder builder) => builder.AddProject<Projects.Registrar>("registrar");

    private static IResourceBuilder<ProjectResource> LoadBalancer(IDistributedApplicationBuilder builder) => builder.AddProject<Projects.LoadBalancer>("lb");
}
