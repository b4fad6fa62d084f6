using Mesh.LoadBalancer.Configuration;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>Remembers for a short while which instances refused a connection, on every route they take part in.</summary>
internal sealed partial class Refusals(IDestinationHealthUpdater health, IProxyStateLookup proxy, LoadBalancerOptions options, ILogger<Refusals> logger)
{
    private readonly Lock _lock = new();

    public void Note(DestinationState refusing, Exception reason)
    {
        if (options.AvoidRefused > TimeSpan.Zero && TryMark(refusing))
        {
            Log.InstanceRefused(logger, refusing.DestinationId, refusing.Model.Config.Address, options.AvoidRefused.TotalSeconds, reason.Message);
        }
    }

    // Many requests meet the same refusal at once; the first one marks the instance.
    private bool TryMark(DestinationState refusing)
    {
        lock (_lock)
        {
            if (refusing.Health.Passive == DestinationHealth.Unhealthy)
            {
                return false;
            }

            foreach (var cluster in proxy.GetClusters())
            {
                if (cluster.Destinations.TryGetValue(refusing.DestinationId, out var destination))
                {
                    health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, options.AvoidRefused);
                }
            }

            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Instance {Instance} at {Address} cannot be reached; others are preferred for {Seconds} s. {Reason}",
            EventName = nameof(InstanceRefused))]
        public static partial void InstanceRefused(ILogger logger, string instance, string address, double seconds, string reason);
    }
}
