using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Routing;

/// <summary>Which requests go to which service.</summary>
/// <param name="Id">Unique, also when upper and lower case are not told apart.</param>
/// <param name="Service">The service that gets them.</param>
/// <param name="Match">Which requests, and how they are passed on.</param>
/// <param name="Tags">
/// The tags that ask for this route: only instances that carry one of them take part. Empty for a rule of the settings: all take part.
/// </param>
internal sealed record ServiceRoute(string Id, string Service, RouteTag Match, ImmutableArray<string> Tags)
{
    /// <summary>Where the route comes from, for people.</summary>
    public string Origin => Tags.IsEmpty ? "setting LoadBalancer:DefaultService" : $"tag {Tags[0]}";
}
