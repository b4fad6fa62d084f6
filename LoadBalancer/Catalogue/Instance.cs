using System.Collections.Immutable;
using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>One instance of a service, as Consul lists it.</summary>
/// <param name="Id">The service id on its node, preceded by the node's name: unique in the datacentre.</param>
/// <param name="Address"><c>host:port</c>, an IPv6 address in brackets.</param>
/// <param name="Tags">Its own tags.</param>
/// <param name="State">What Consul and the settings say of it.</param>
/// <param name="IsAvailable">Whether it may get requests in any case.</param>
/// <param name="Reason">Why it is in this state, for people; null while it passes.</param>
/// <param name="Weight">
/// Its share of its service's requests, relative to the other instances: Consul's <c>Weights.Warning</c> while a check warns, else <c>Weights.Passing</c>.
/// 0 to 65535; 0 means none while another has more.
/// </param>
internal sealed record Instance(
    string Id, string Address, ImmutableArray<string> Tags, InstanceState State, bool IsAvailable, string? Reason = null, int Weight = 1)
{
    /// <summary>Whether it may get requests while there is no other instance.</summary>
    public bool IsLastResort { get; init; }

    /// <summary>The trace of the change by which it was registered; null where that is not told or nobody traces.</summary>
    public ChangeMark? Registered { get; init; }

    /// <summary>The trace of its last change.</summary>
    public ChangeMark? LastChange { get; init; }
}
