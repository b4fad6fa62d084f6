using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>A service and its instances at one moment.</summary>
/// <param name="Name">The service's name.</param>
/// <param name="Instances">All instances, passing or not, sorted by id.</param>
/// <param name="Staleness">Why the instances are not what Consul says now; null while they are.</param>
internal sealed record Service(string Name, ImmutableArray<Instance> Instances, Staleness? Staleness)
{
    /// <summary>Whether all that may get requests are instances whose node's agent is lost.</summary>
    public bool IsOnLastResort => !Instances.Any(instance => instance.IsAvailable) && Instances.Any(instance => instance.IsLastResort);

    /// <summary>The answer of Consul's that the instances are from; null before the first.</summary>
    public ServiceAnswer? Answer { get; init; }
}
