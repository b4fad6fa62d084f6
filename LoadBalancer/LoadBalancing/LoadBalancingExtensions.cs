using Mesh.LoadBalancer.Health;
using Mesh.LoadBalancer.Services;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.LoadBalancing;

internal static class LoadBalancingExtensions
{
    /// <summary>Adds what chooses an instance for a request, and what it learns from how requests end.</summary>
    public static void AddBalancing(this IServiceCollection services)
    {
        services.AddSingleton<RoutedServices>();
        services.AddSingleton(provider => new Pickers(provider.GetRequiredService<TimeProvider>(), Random.Shared));
        services.AddSingleton<Pools>();
        services.AddSingleton<IClusterDestinationsUpdater>(provider => provider.GetRequiredService<Pools>());
        services.AddSingleton<IClusterChangeListener>(provider => provider.GetRequiredService<Pools>());
        services.AddSingleton<ConnectionProbe>();
        services.AddSingleton<Ejections>();
        services.AddSingleton<Observation>();
        services.AddSingleton<IActiveHealthCheckPolicy, ActiveCheckPolicy>();
    }
}
