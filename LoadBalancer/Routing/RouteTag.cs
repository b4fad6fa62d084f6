namespace Mesh.LoadBalancer.Routing;

/// <summary>What a tag <c>urlprefix-[host]/path [options]</c> asks for.</summary>
/// <param name="Host">Lower case; may hold <c>*</c> and a port; empty for every host.</param>
/// <param name="Path">The prefix of the paths that belong to the service. Not whole segments: <c>/foo</c> takes <c>/foobar</c> too, as with fabio.</param>
/// <param name="Strip">What is cut from the front of the path before the request is passed on, or null.</param>
/// <param name="Protocol">What the instance speaks.</param>
internal sealed record RouteTag(string Host, string Path, string? Strip = null, Protocol Protocol = Protocol.Http)
{
    /// <summary>Tags with this beginning are routes; all others are none of the balancer's business.</summary>
    public const string Prefix = "urlprefix-";

    /// <summary>Whether a tag asks for a route.</summary>
    public static bool IsOne(string tag) => tag.AsSpan().TrimStart().StartsWith(Prefix, StringComparison.Ordinal);
}
