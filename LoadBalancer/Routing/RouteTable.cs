using System.Collections.Frozen;

namespace Mesh.LoadBalancer.Routing;

/// <summary>
/// Finds the route of a request as fabio does: first by host (an exact name, then patterns, the most specific first, then routes for every host),
/// within a host by path; of routes for the same host and path those with conditions come first. A host without a fitting route falls through to the
/// next. Immutable; finding allocates nothing.
/// </summary>
/// <remarks>Unlike fabio's, a tag without a port matches the host of any port, so that a balancer on port 8080 needs no tags of its own.</remarks>
internal sealed class RouteTable<T>
    where T : class
{
    private readonly FrozenDictionary<string, IPathTable<T>> _exact;
    private readonly FrozenDictionary<string, IPathTable<T>>.AlternateLookup<ReadOnlySpan<char>> _exactBySpan;
    private readonly (Glob Pattern, IPathTable<T> Paths)[] _patterns;
    private readonly IPathTable<T> _anyHost;

    public RouteTable(IEnumerable<(RouteMatch Match, T Value)> routes, PathMatching matching)
    {
        var hosts = routes.GroupBy(route => route.Match.Host, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(host => host.Key, host => PathsOf(host, matching), StringComparer.OrdinalIgnoreCase);
        _anyHost = hosts.GetValueOrDefault("") ?? PathsOf([], matching);
        _exact = hosts.Where(host => host.Key.Length > 0 && !IsPattern(host.Key)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _exactBySpan = _exact.GetAlternateLookup<ReadOnlySpan<char>>();
        _patterns =
        [
            .. hosts.Where(host => IsPattern(host.Key))
                .Select(host => (Pattern: Glob.Parse(host.Key, ignoreCase: true), Paths: host.Value))
                .Where(host => host.Pattern is not null)
                .Select(host => (host.Pattern!, host.Paths)),
        ];
        Array.Sort(_patterns, static (one, other) => HostOrder.MoreSpecificFirst(one.Pattern.Text, other.Pattern.Text));
    }

    /// <summary>The route that takes a request, or null.</summary>
    public T? Find(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        return (_exact.Count > 0 || _patterns.Length > 0 ? FindByHost(request.Host.Value, path, request) : null) ?? _anyHost.Find(path, request);
    }

    /// <summary>All routes that fit, whatever their conditions, in the order in which they are looked at.</summary>
    /// <param name="host">The request's host, with or without a port.</param>
    /// <param name="path">The request's path, decoded.</param>
    public IEnumerable<T> FindAll(string host, string path)
    {
        var name = WithoutPort(host).ToString();
        var exact = new[] { host, name }.Distinct(StringComparer.OrdinalIgnoreCase).Select(key => _exact.GetValueOrDefault(key)).OfType<IPathTable<T>>();
        var patterns = _patterns.Where(entry => entry.Pattern.Matches(host) || entry.Pattern.Matches(name)).Select(entry => entry.Paths);
        return exact.Concat(patterns).Append(_anyHost).SelectMany(paths => paths.FindAll(path));
    }

    private T? FindByHost(ReadOnlySpan<char> host, string path, HttpRequest request)
    {
        var name = WithoutPort(host);
        if (_exactBySpan.TryGetValue(host, out var paths) && paths.Find(path, request) is { } found)
        {
            return found;
        }

        if (name.Length < host.Length && _exactBySpan.TryGetValue(name, out paths) && (found = paths.Find(path, request)) is not null)
        {
            return found;
        }

        foreach (var (pattern, patternPaths) in _patterns)
        {
            if ((pattern.Matches(host) || pattern.Matches(name)) && (found = patternPaths.Find(path, request)) is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static IPathTable<T> PathsOf(IEnumerable<(RouteMatch Match, T Value)> routes, PathMatching matching) =>
        matching == PathMatching.Glob ? new PathGlobs<T>(routes) : new PathPrefixes<T>(routes, matching == PathMatching.IPrefix);

    // An IPv6 address has brackets of its own.
    private static bool IsPattern(string host) => Glob.IsOne(host) && !host.StartsWith('[');

    private static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> host)
    {
        var colon = host.LastIndexOf(':');
        return colon < 0 || host[colon..].Contains(']') ? host : host[..colon];
    }
}
