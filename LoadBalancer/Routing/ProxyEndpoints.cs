namespace Mesh.LoadBalancer.Routing;

/// <summary>Holds YARP's endpoints apart from those of the application, so that ASP.NET's routing does not look at them.</summary>
internal sealed class ProxyEndpoints(IApplicationBuilder app) : IEndpointRouteBuilder
{
    public IServiceProvider ServiceProvider => app.ApplicationServices;

    public ICollection<EndpointDataSource> DataSources { get; } = [];

    public IApplicationBuilder CreateApplicationBuilder() => app.New();
}
