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
    private static readonly HttpClientConfig AnyCertificate = new() { DangerousAcceptAnyServerCertificate = true };

    private readonly FrozenDictionary<Protocol, ForwarderRequestConfig> _requests = Enum.GetValues<Protocol>()
        .ToFrozenDictionary(protocol => protocol, protocol => RequestFor(protocol, options.ActivityTimeout));

    /// <param name="route">The route.</param>
    /// <param name="snapshot">What is known of its services.</param>
    public ClusterConfig Write(ServiceRoute route, CatalogueSnapshot snapshot) => new()
    {
        ClusterId = route.Id,
        LoadBalancingPolicy = LoadBalancingPolicies.RoundRobin,
        HttpClient = route.Options.SkipTlsVerify ? AnyCertificate : null,
        HttpRequest = _requests[route.Options.Protocol],
        Destinations = Shares.Of(route, [.. TakingPart(route, snapshot)])
            .DistinctBy(entry => entry.Instance.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                entry => entry.Instance.Id,
                entry => new DestinationConfig
                {
                    Address = $"{Scheme(route.Options.Protocol)}://{entry.Instance.Address}",
                    Metadata = new DestinationWeight(entry.Share),
                },
                StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>The instances that may get a route's requests.</summary>
    public static IEnumerable<Instance> Candidates(ServiceRoute route, CatalogueSnapshot snapshot) =>
        TakingPart(route, snapshot).Select(entry => entry.Instance);

    /// <summary>Whether an instance of a service carries a tag of the route; for a rule of the settings all do.</summary>
    public static bool TakesPart(ServiceRoute route, string service, Instance instance) =>
        route.Tags.IsEmpty || route.Tags.Any(tag => tag.Service == service && instance.Tags.Contains(tag.Text));

    private static IEnumerable<(string Service, Instance Instance)> TakingPart(ServiceRoute route, CatalogueSnapshot snapshot) =>
        from name in route.Services
        where snapshot.Services.ContainsKey(name)
        from instance in snapshot.Services[name].Instances
        where instance.IsAvailable && TakesPart(route, name, instance)
        select (name, instance);

    private static string Scheme(Protocol protocol) => protocol is Protocol.Https or Protocol.Http2Tls ? "https" : "http";

    private static ForwarderRequestConfig RequestFor(Protocol protocol, TimeSpan activityTimeout) => protocol switch
    {
        Protocol.Http => new() { ActivityTimeout = activityTimeout, Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact },
        Protocol.Https => new() { ActivityTimeout = activityTimeout, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower },
        _ => new() { ActivityTimeout = activityTimeout, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact },
    };
}
