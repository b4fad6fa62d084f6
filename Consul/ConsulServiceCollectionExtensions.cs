using Mesh.Consul;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Mesh's Consul client to a program.</summary>
public static class ConsulServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IConsulClient"/>, found by Consul's own variables (<c>CONSUL_HTTP_ADDR</c> and so on) in the configuration.</summary>
    /// <exception cref="Options.OptionsValidationException">A setting is wrong; lists every error.</exception>
    public static IServiceCollection AddConsulClient(this IServiceCollection services, IConfiguration configuration) =>
        services.AddConsulClient(ConsulOptions.FromConfiguration(configuration));

    /// <summary>Adds <see cref="IConsulClient"/> with these options.</summary>
    public static IServiceCollection AddConsulClient(this IServiceCollection services, ConsulOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider =>
            ConsulClient.Create(provider.GetRequiredService<ConsulOptions>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
