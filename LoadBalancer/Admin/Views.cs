using System.Text.Json.Serialization;
using Mesh.LoadBalancer.Telemetry;

namespace Mesh.LoadBalancer.Admin;

/// <summary>Answer of <c>/routes</c>.</summary>
internal sealed record RoutesView(IReadOnlyList<RouteView> Routes, IReadOnlyList<ProblemView> Problems);

/// <summary>A route: requests for <c>Host</c> (empty: any) whose path begins with <c>Path</c> go to <c>Service</c>.</summary>
internal sealed record RouteView(string Host, string Path, string Service, string Origin, string? Strip, string Protocol, int Available);

/// <summary>A tag that is not followed.</summary>
internal sealed record ProblemView(string Service, string Tag, string Problem);

/// <summary>Answer of <c>/instances</c>.</summary>
internal sealed record InstancesView(IReadOnlyList<ServiceView> Services);

/// <summary>A service; <c>Stale</c> says why its instances are not what Consul says now, <c>AgeSeconds</c> since when.</summary>
internal sealed record ServiceView(string Service, string? Stale, double AgeSeconds, TrafficRate Recent, IReadOnlyList<InstanceView> Instances);

/// <summary>An instance; <c>State</c> is Consul's word, or <c>Refusing</c> while it is avoided; <c>Requests</c> are those in flight.</summary>
internal sealed record InstanceView(
    string Id, string Address, string State, string? Reason, int Requests, double Weight, TrafficRate Recent, IReadOnlyList<string> Tags);

/// <summary>Answer of <c>/why</c>: the route taken, who may answer, who may not and why, and the routes that would fit as well.</summary>
internal sealed record WhyView(
    string Host,
    string Path,
    RouteView? Route,
    IReadOnlyList<string> Candidates,
    IReadOnlyList<LeftOutView> LeftOut,
    IReadOnlyList<RouteView> LessSpecific,
    string Answer);

/// <summary>An instance that gets none of these requests.</summary>
internal sealed record LeftOutView(string Id, string Reason);

/// <summary>Answer of <c>/health</c>: the worst state, and each finding that is not healthy.</summary>
internal sealed record HealthView(string Status, IReadOnlyList<string> Reasons, double AgeSeconds, IReadOnlyList<string> Held);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RoutesView))]
[JsonSerializable(typeof(InstancesView))]
[JsonSerializable(typeof(WhyView))]
[JsonSerializable(typeof(HealthView))]
internal sealed partial class AdminJson : JsonSerializerContext;
