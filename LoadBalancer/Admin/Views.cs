using System.Text.Json.Serialization;
using Mesh.LoadBalancer.Telemetry;

namespace Mesh.LoadBalancer.Admin;

/// <summary>Answer of <c>/routes</c>.</summary>
internal sealed record RoutesView(IReadOnlyList<RouteView> Routes, IReadOnlyList<ProblemView> Problems);

/// <summary>
/// A route: requests for <c>Host</c> (empty: any) whose path begins with <c>Path</c> and that meet <c>Condition</c> go to <c>Service</c>, changed as the
/// options say; <c>Breaker</c> is <c>Off</c>, <c>Closed</c> or <c>Open</c>, <c>Available</c> is how many instances may get them now.
/// </summary>
internal sealed record RouteView(
    string Host,
    string Path,
    string? Condition,
    string Service,
    string Origin,
    string Policy,
    string Protocol,
    string? Strip,
    string? Prepend,
    string? SentHost,
    string? Redirect,
    string? Access,
    string Breaker,
    int Available);

/// <summary>A tag that is not followed.</summary>
internal sealed record ProblemView(string Service, string Tag, string Problem);

/// <summary>Answer of <c>/instances</c>.</summary>
internal sealed record InstancesView(IReadOnlyList<ServiceView> Services);

/// <summary>
/// A service; <c>Stale</c> says why its instances are not what Consul says now, <c>AgeSeconds</c> since when. <c>Breaker</c> is <c>Off</c>, <c>Closed</c> or
/// <c>Open</c>; <c>Waiting</c> are requests that wait for an instance to have room.
/// </summary>
internal sealed record ServiceView(
    string Service, string? Stale, double AgeSeconds, string Policy, string Breaker, int Waiting, TrafficRate Recent, IReadOnlyList<InstanceView> Instances);

/// <summary>
/// An instance; <c>State</c> is the balancer's own word where it has one (<c>Refusing</c>, <c>Ejected</c>, <c>OnTrial</c>, <c>FailsChecks</c>, <c>Full</c>,
/// <c>Starting</c>), else Consul's; <c>Requests</c> are those under way, <c>Limit</c> how many that may be (0: any number), <c>Weight</c> what counts now.
/// </summary>
internal sealed record InstanceView(
    string Id, string Address, string State, string? Reason, int Requests, int Limit, double Weight, TrafficRate Recent, IReadOnlyList<string> Tags);

/// <summary>
/// Answer of <c>/why</c>: the route taken, who may answer, who may not and why, the routes that would come first if their conditions were met, and those
/// that would take the request otherwise.
/// </summary>
internal sealed record WhyView(
    string Host,
    string Path,
    RouteView? Route,
    IReadOnlyList<string> Candidates,
    IReadOnlyList<LeftOutView> LeftOut,
    IReadOnlyList<RouteView> ConditionsNotMet,
    IReadOnlyList<RouteView> LessSpecific,
    string Answer);

/// <summary>An instance that gets none of these requests.</summary>
internal sealed record LeftOutView(string Id, string Reason);

/// <summary>
/// Answer of <c>/health</c>: the worst state, and each finding that is not healthy; since when what is in use is not what Consul says, and the services concerned;
/// <c>Unanswered</c> is how many services Consul has not answered about yet.
/// </summary>
internal sealed record HealthView(string Status, IReadOnlyList<string> Reasons, double AgeSeconds, IReadOnlyList<string> Held, int Unanswered);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RoutesView))]
[JsonSerializable(typeof(InstancesView))]
[JsonSerializable(typeof(WhyView))]
[JsonSerializable(typeof(HealthView))]
internal sealed partial class AdminJson : JsonSerializerContext;
