namespace Mesh.LoadBalancer.Routing;

/// <summary>Changes a path as fabio does: cuts and prepends text, not whole segments, and never loses the leading slash.</summary>
internal static class PathRewrite
{
    /// <summary>The path that an instance sees.</summary>
    public static string Of(RouteSettings options, string path)
    {
        var cut = Cut(options.Strip, path);
        return options.Prepend is { } prepend ? Rooted(prepend + cut) : cut;
    }

    /// <summary>The path without a prefix; the path itself when it does not begin with it.</summary>
    public static string Cut(string? prefix, string path) =>
        prefix is null || !path.StartsWith(prefix, StringComparison.Ordinal) ? path : Rooted(path[prefix.Length..]);

    private static string Rooted(string path) => path.StartsWith('/') ? path : $"/{path}";
}
