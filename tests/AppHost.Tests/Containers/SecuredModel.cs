using Aspire.Hosting;

namespace Mesh.AppHost.Tests.Containers;

/// <summary>The mesh of <c>AppHost/Program.cs</c> with a secured Consul, for publishing.</summary>
internal static class SecuredModel
{
    /// <summary>Publishes it with a command line such as <c>--operation publish --step publish --output-path out</c>.</summary>
    public static async Task PublishAsync(string[] arguments)
    {
        var builder = DistributedApplication.CreateBuilder(arguments);
        builder.AddDockerComposeEnvironment("mesh");
        var consul = builder.AddConsul("consul").WithSecurity();
        builder.AddReplicaSet<Projects.SimpleWeb>("web", replicas: 1, max: 2).WithInstances(web => web.WithHealthProbe());
        builder.AddProject<Projects.Registrar>("registrar")
            .WithHttpEndpoint(name: "http", isProxied: false)
            .WithHealthProbe()
            .WithInstanceFeed()
            .WithReference(consul).WithConsulToken(consul, ConsulPermissions.Register);
        builder.AddProject<Projects.LoadBalancer>("lb")
            .WithHttpEndpoint(8080, name: "http", isProxied: false).WithExternalHttpEndpoints()
            .WithEnvironment("LoadBalancer__DefaultService", "web")
            .WithHealthProbe()
            .WithoutRegistration()
            .WithReference(consul).WithConsulToken(consul, ConsulPermissions.Discover);
        await using var application = builder.Build();
        await application.RunAsync(TestContext.Current.CancellationToken).WaitAsync(RunningMesh.Limit);
    }
}
