using System.Collections.Frozen;
using System.Net;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Routing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>Writes a route's instances as a cluster of YARP's.</summary>
internal sealed class ClusterConfigs(LoadBalancerOptions options)
{
    private readonly FrozenDictionary<Protocol, ForwarderRequestConfig> _requests = Enum.GetValues<Protocol>()
        .ToFrozenDictionary(protocol => protocol, protocol => RequestFor(protocol, options.ActivityTimeout));

    /// <param name="route">The route.</param>
    /// <param name="service">Its service; null while nothing is known of it.</param>
    public ClusterConfig Write(ServiceRoute route, Service? service) => new()
    {
        ClusterId = route.Id,
        LoadBalancingPolicy = LoadBalancingPolicies.RoundRobin,
        HttpRequest = _requests[route.Match.Protocol],
        Destinations = Candidates(route, service)
            .DistinctBy(instance => instance.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                instance => instance.Id,
                instance => new DestinationConfig
                {
                    Address = $"{Scheme(route.Match.Protocol)}://{instance.Address}",
                    Metadata = new DestinationWeight(instance.Weight),
                },
                StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>The instances that take part in a route.</summary>
    public static IEnumerable<Instance> Candidates(ServiceRoute route, Service? service) =>
        service?.Instances.Where(instance => instance.IsPassing && TakesPart(route, instance)) ?? [];

    /// <summary>Whether an instance carries the route's tag; for a rule of the settings all do.</summary>
    public static bool TakesPart(ServiceRoute route, Instance instance) =>
        route.Tags.IsEmpty || instance.Tags.Any(tag => route.Tags.Contains(tag));

    private static string Scheme(Protocol protocol) => protocol is Protocol.Https or Protocol.Http2Tls ? "https" : "http";

    private static ForwarderRequestConfig RequestFor(Protocol protocol, TimeSpan activityTimeout) => protocol switch
    {
        Protocol.Http => new() { ActivityTimeout = activityTimeout, Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact },
        Protocol.Https => new() { ActivityTimeout = activityTimeout, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower },
        _ => new() { ActivityTimeout = activityTimeout, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact },
    };
}
