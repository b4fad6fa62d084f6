namespace Mesh.LoadBalancer.Routing;

/// <summary>Finds the pattern that a path fits, one by one in fabio's order: descending, so that text comes before wildcards.</summary>
internal sealed class PathGlobs<T> : IPathTable<T>
    where T : class
{
    private readonly (Glob Pattern, Alternatives<T> Value)[] _patterns;

    public PathGlobs(IEnumerable<(RouteMatch Match, T Value)> routes) =>
        _patterns =
        [
            .. routes.GroupBy(route => route.Match.Path, StringComparer.Ordinal)
                .OrderByDescending(path => path.Key, StringComparer.Ordinal)
                .Select(path => (Pattern: Glob.Parse(path.Key, ignoreCase: false), Value: new Alternatives<T>(path)))
                .Where(entry => entry.Pattern is not null)
                .Select(entry => (entry.Pattern!, entry.Value)),
        ];

    public T? Find(string path, HttpRequest request)
    {
        foreach (var (pattern, value) in _patterns)
        {
            if (pattern.Matches(path) && value.For(request) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public IEnumerable<T> FindAll(string path) => _patterns.Where(entry => entry.Pattern.Matches(path)).SelectMany(entry => entry.Value.All);
}
