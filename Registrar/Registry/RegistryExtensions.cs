using Mesh.Consul;
using Mesh.Registrar.Configuration;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Registry;

/// <summary>Adds the place that entries go to.</summary>
internal static partial class RegistryExtensions
{
    /// <summary>Consul's catalogue, or its key/value store where the registry URI says so.</summary>
    public static void AddRegistry(this IServiceCollection services) => services.AddSingleton<IServiceRegistry>(provider =>
    {
        var consul = provider.GetRequiredService<IConsulClient>();
        if (provider.GetRequiredService<RegistryUri>().Prefix is not { } prefix)
        {
            return new ConsulRegistry(consul);
        }

        if (provider.GetRequiredService<RegistrarSettings>().Ttl > TimeSpan.Zero)
        {
            Log.NoTtl(provider.GetRequiredService<ILogger<KeyValueRegistry>>());
        }

        return new KeyValueRegistry(consul.KeyValue, prefix, provider.GetRequiredService<RegistrarIdentity>());
    });

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "-ttl (Registrar:Ttl) has no effect with consulkv://: keys have no status, and stay until they are removed.", EventName = nameof(NoTtl))]
        public static partial void NoTtl(ILogger logger);
    }
}
