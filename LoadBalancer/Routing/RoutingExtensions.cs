using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Resilience;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.SessionAffinity;
using Yarp.ReverseProxy.Transforms;

namespace Mesh.LoadBalancer.Routing;

internal static class RoutingExtensions
{
    /// <summary>Adds YARP, configured by the catalogue.</summary>
    public static void AddProxy(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => PlannerFor(provider.GetRequiredService<LoadBalancerOptions>()));
        services.AddSingleton<ClusterConfigs>();
        services.AddSingleton<CatalogueConfigBuilder>();
        services.AddSingleton<CatalogueConfigProvider>();
        services.AddSingleton<IProxyConfigProvider>(provider => provider.GetRequiredService<CatalogueConfigProvider>());
        services.AddSingleton<CatalogueApplier>();
        services.AddSingleton<RoutingLog>();
        services.AddReverseProxy().AddTransforms(Transforms.Add);
        services.RemoveKeyRing();
        services.RemoveAuthorization();
        services.AddSingleton<InstanceConnector>();
        services.AddSingleton<IForwarderHttpClientFactory, InstanceClientFactory>();
        services.AddBalancing();
    }

    private static RoutingPlanner PlannerFor(LoadBalancerOptions options) => new(options.DefaultService, options.Rules, options.PathMatching);

    // YARP's own affinity, which Mesh does not use, brings data protection along, which would read or write keys in the home folder at every start.
    private static void RemoveKeyRing(this IServiceCollection services)
    {
        services.RemoveAll<ISessionAffinityPolicy>();
        foreach (var preloading in services.Where(service => service.ImplementationType?.Namespace == "Microsoft.AspNetCore.DataProtection.Internal"
            && service.ServiceType == typeof(IHostedService)).ToList())
        {
            services.Remove(preloading);
        }
    }

    // No route has a policy. Were there anybody to ask, ASP.NET would put its middleware before every request. What needs them goes, too: in Development
    // the host makes sure at the start that every service can be made.
    private static void RemoveAuthorization(this IServiceCollection services) =>
        services.RemoveAll<IAuthorizationHandlerProvider>().RemoveAll<IAuthorizationService>().RemoveAll<IPolicyEvaluator>();

    /// <summary>Sends every request where the catalogue says. No path is the balancer's own.</summary>
    public static void RouteByCatalogue(this WebApplication app)
    {
        var endpoints = new ProxyEndpoints(app);
        endpoints.MapReverseProxy(proxy => proxy.UseMiddleware<BalancingMiddleware>());
        app.Services.GetRequiredService<CatalogueStore>().Changed += app.Services.GetRequiredService<CatalogueApplier>().Follow;
        var router = new CatalogueRouter(
            endpoints.DataSources.Single(),
            app.Services.GetRequiredService<RoutingPlanner>().Matching,
            app.Services.GetRequiredService<ServiceActivity>());
        app.Lifetime.ApplicationStopped.Register(router.Dispose);
        app.Run(router.RouteAsync);
    }
}
