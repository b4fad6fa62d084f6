namespace Mesh.LoadBalancer.Routing;

/// <summary>How the path of a route is read: fabio's setting <c>proxy.matcher</c>.</summary>
public enum PathMatching
{
    /// <summary>A route takes the paths that begin with its path. fabio's and Mesh's default.</summary>
    Prefix,

    /// <summary>The same, upper and lower case alike; fabio's <c>iprefix</c>.</summary>
    IPrefix,

    /// <summary>A route takes the paths that its path is a pattern of: <c>*</c> and <c>?</c>, <c>[a-z]</c> and <c>{a,b}</c>.</summary>
    Glob,
}
