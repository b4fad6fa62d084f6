using Mesh.LoadBalancer.Telemetry;

namespace Mesh.LoadBalancer.Admin.Views;

/// <summary>
/// An instance; <c>State</c> is the balancer's own word where it has one (<c>Refusing</c>, <c>Ejected</c>, <c>OnTrial</c>, <c>FailsChecks</c>, <c>Full</c>,
/// <c>Starting</c>), else Consul's; <c>Requests</c> are those under way, <c>Limit</c> how many that may be (0: any number), <c>Weight</c> what counts now.
/// </summary>
internal sealed record InstanceView(
    string Id, string Address, string State, string? Reason, int Requests, int Limit, double Weight, TrafficRate Recent, IReadOnlyList<string> Tags);
