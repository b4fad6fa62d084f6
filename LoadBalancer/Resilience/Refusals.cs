using Mesh.LoadBalancer.Configuration;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>Remembers for a short while which instances refused a connection, on every route they take part in.</summary>
internal sealed partial class Refusals(IDestinationHealthUpdater health, IProxyStateLookup proxy, LoadBalancerOptions options, ILogger<Refusals> logger)
{
    public void Note(DestinationState refusing, Exception reason)
    {
        if (options.AvoidRefused == TimeSpan.Zero || refusing.Health.Passive == DestinationHealth.Unhealthy)
        {
            return;
        }

        Log.InstanceRefused(logger, refusing.DestinationId, refusing.Model.Config.Address, options.AvoidRefused.TotalSeconds, reason.Message);
        foreach (var cluster in proxy.GetClusters())
        {
            if (cluster.Destinations.TryGetValue(refusing.DestinationId, out var destination))
            {
                health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, options.AvoidRefused);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Instance {Instance} at {Address} cannot be reached; others are preferred for {Seconds} s. {Reason}",
            EventName = nameof(InstanceRefused))]
        public static partial void InstanceRefused(ILogger logger, string instance, string address, double seconds, string reason);
    }
}
