namespace Mesh.LoadBalancer.Routing;

/// <summary>A path of a tag or rule as routes are told apart by it.</summary>
internal static class RulePath
{
    public static string Of(string path, PathMatching matching) => matching == PathMatching.IPrefix ? path.ToLowerInvariant() : path;
}
