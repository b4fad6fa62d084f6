using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Routing;

/// <summary>Which requests go to which service.</summary>
/// <param name="Id">Unique, also when upper and lower case are not told apart.</param>
/// <param name="Service">The service that gets them: the first, where several share them.</param>
/// <param name="Match">Which requests.</param>
/// <param name="Options">What becomes of them.</param>
/// <param name="Tags">
/// The tags that ask for this route: only instances that carry one of them take part. Empty for a rule of the settings: all of the service take part.
/// </param>
/// <param name="Origin">Where the route comes from, for people.</param>
internal sealed record ServiceRoute(
    string Id, string Service, RouteMatch Match, RouteSettings Options, ImmutableArray<CarriedTag> Tags, string Origin)
{
    /// <summary>All services whose instances take part.</summary>
    public ImmutableArray<string> Services { get; } =
        Tags.IsEmpty ? [Service] : [.. Tags.Select(tag => tag.Service).Distinct(StringComparer.Ordinal)];
}
