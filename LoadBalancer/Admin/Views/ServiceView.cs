using Mesh.LoadBalancer.Telemetry;

namespace Mesh.LoadBalancer.Admin.Views;

/// <summary>
/// A service; <c>Stale</c> says why its instances are not what Consul says now, <c>AgeSeconds</c> since when. <c>Breaker</c> is <c>Off</c>, <c>Closed</c> or
/// <c>Open</c>; <c>Waiting</c> are requests that wait for an instance to have room.
/// </summary>
internal sealed record ServiceView(
    string Service, string? Stale, double AgeSeconds, string Policy, string Breaker, int Waiting, TrafficRate Recent, IReadOnlyList<InstanceView> Instances);
