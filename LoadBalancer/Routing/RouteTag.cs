namespace Mesh.LoadBalancer.Routing;

/// <summary>What a tag <c>urlprefix-[host]/path [options]</c> asks for.</summary>
/// <param name="Match">Which requests belong to the service.</param>
/// <param name="Options">What becomes of them.</param>
/// <param name="Share">
/// <c>weight=</c>: the share of the route's requests that each instance with this tag gets, 0.05 for 5 %; null for an equal part of the rest.
/// </param>
internal sealed record RouteTag(RouteMatch Match, RouteSettings Options, double? Share = null)
{
    /// <summary>Tags with this beginning are routes; all others are none of the balancer's business.</summary>
    public const string Prefix = "urlprefix-";

    /// <summary>Whether a tag asks for a route.</summary>
    public static bool IsOne(string tag) => tag.AsSpan().TrimStart().StartsWith(Prefix, StringComparison.Ordinal);
}
