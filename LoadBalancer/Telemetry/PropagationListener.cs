using Mesh.LoadBalancer.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>Measures how long a change takes from Consul's answer until YARP routes by it, and tells of a configuration that YARP refuses.</summary>
internal sealed partial class PropagationListener(LoadBalancerMetrics metrics, TimeProvider time, ILogger<PropagationListener> logger) : IConfigChangeListener
{
    public void ConfigurationApplied(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
        foreach (var changedAt in proxyConfigs.OfType<CatalogueConfig>().Select(config => config.Snapshot.ChangedAt).Where(changedAt => changedAt > 0))
        {
            metrics.RecordPropagation(time.GetElapsedTime(changedAt));
        }
    }

    public void ConfigurationApplyingFailed(IReadOnlyList<IProxyConfig> proxyConfigs, Exception exception) => Log.ConfigurationRefused(logger, exception);

    public void ConfigurationLoadingFailed(IProxyConfigProvider configProvider, Exception exception) => Log.ConfigurationRefused(logger, exception);

    public void ConfigurationLoaded(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
        // Nothing is measured between loading and applying.
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A configuration made from the catalogue was refused; the last one stays in use.", EventName = nameof(ConfigurationRefused))]
        public static partial void ConfigurationRefused(ILogger logger, Exception exception);
    }
}
