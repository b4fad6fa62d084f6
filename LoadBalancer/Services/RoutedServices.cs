using System.Collections.Concurrent;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Services;

/// <summary>The services that routes lead to, each with the settings that hold for it.</summary>
internal sealed class RoutedServices(LoadBalancerOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, RoutedService> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All that were asked for so far.</summary>
    public IEnumerable<RoutedService> Known => _known.Values;

    /// <summary>The service behind a route.</summary>
    public RoutedService Of(ClusterState cluster) => Of(ClusterConfigs.ServiceOf(cluster.Model.Config));

    /// <summary>A service by its name.</summary>
    public RoutedService Of(string name) =>
        _known.GetOrAdd(name, static (name, self) => self.Make(name), this);

    private RoutedService Make(string name)
    {
        var settings = options.For(name);
        return new(name, settings, time)
        {
            MeasuresLatency = options.Rules.Where(rule => rule.Service.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(rule => rule.Policy)
                .Append(settings.Balancing.Policy).Contains(BalancingPolicy.PeakEwma),
        };
    }
}
