using System.Collections.Concurrent;
using System.Net;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Health;
using Mesh.LoadBalancer.Routing;
using Mesh.LoadBalancer.Services;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>Writes a route's instances as a cluster of YARP's.</summary>
internal sealed class ClusterConfigs(LoadBalancerOptions options)
{
    private static readonly HttpClientConfig AnyCertificate = new() { DangerousAcceptAnyServerCertificate = true };

    private readonly ConcurrentDictionary<(Protocol, TimeSpan), ForwarderRequestConfig> _requests = [];

    /// <param name="route">The route.</param>
    /// <param name="snapshot">What is known of its services.</param>
    public ClusterConfig Write(ServiceRoute route, CatalogueSnapshot snapshot) => Write(route, snapshot, options.For(route.Service));

    /// <summary>The service whose settings hold for a cluster: that of its route, or the first of several.</summary>
    public static string ServiceOf(ClusterConfig cluster) => cluster.Metadata![ClusterMetadata.ServiceKey];

    /// <summary>What a cluster's route sets for itself; null when that is nothing.</summary>
    public static RouteOverrides? OverridesOf(ClusterConfig cluster) => (cluster.Metadata as ClusterMetadata)?.Overrides;

    private ClusterConfig Write(ServiceRoute route, CatalogueSnapshot snapshot, ServiceSettings settings) => new()
    {
        ClusterId = route.Id,
        Metadata = new ClusterMetadata(route),
        HttpClient = route.Options.SkipTlsVerify ? AnyCertificate : null,
        HttpRequest = _requests.GetOrAdd(
            (route.Options.Protocol, route.Options.Overrides?.ActivityTimeout ?? settings.ActivityTimeout),
            static kind => RequestFor(kind.Item1, kind.Item2)),
        HealthCheck = ActiveChecks.Config(settings.ActiveCheck),
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

    /// <summary>The instances that may get a route's requests: those available, else those of last resort.</summary>
    public static IEnumerable<Instance> Candidates(ServiceRoute route, CatalogueSnapshot snapshot) =>
        TakingPart(route, snapshot).Select(entry => entry.Instance);

    /// <summary>Whether an instance of a service carries a tag of the route; for a rule of the settings all do.</summary>
    public static bool TakesPart(ServiceRoute route, string service, Instance instance) =>
        route.Tags.IsEmpty || route.Tags.Any(tag => tag.Service == service && instance.Tags.Contains(tag.Text));

    private static IReadOnlyCollection<(string Service, Instance Instance)> TakingPart(ServiceRoute route, CatalogueSnapshot snapshot)
    {
        var all = route.Services
            .SelectMany(name => (snapshot.Services.GetValueOrDefault(name)?.Instances ?? []).Select(instance => (Service: name, Instance: instance)))
            .Where(entry => TakesPart(route, entry.Service, entry.Instance));
        var available = all.Where(entry => entry.Instance.IsAvailable).ToList();
        return available.Count > 0 ? available : all.Where(entry => entry.Instance.IsLastResort).ToList();
    }

    private static string Scheme(Protocol protocol) => protocol is Protocol.Https or Protocol.Http2Tls ? "https" : "http";

    private static ForwarderRequestConfig RequestFor(Protocol protocol, TimeSpan activityTimeout) => protocol switch
    {
        Protocol.Http => new() { ActivityTimeout = activityTimeout, Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact },
        Protocol.Https => new() { ActivityTimeout = activityTimeout, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower },
        _ => new() { ActivityTimeout = activityTimeout, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact },
    };
}
