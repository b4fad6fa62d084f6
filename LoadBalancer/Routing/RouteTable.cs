using System.Collections.Frozen;

namespace Mesh.LoadBalancer.Routing;

/// <summary>
/// Finds the route of a request as fabio does: first by host (an exact name, then patterns, the most specific first, then routes for every host),
/// within a host by the longest prefix of the path; a host without a fitting path falls through to the next. Immutable.
/// </summary>
/// <remarks>Unlike fabio's, a tag without a port matches the host of any port, so that a balancer on port 8080 needs no tags of its own.</remarks>
internal sealed class RouteTable<T>
    where T : class
{
    private readonly FrozenDictionary<string, PathPrefixes<T>> _exact;
    private readonly FrozenDictionary<string, PathPrefixes<T>>.AlternateLookup<ReadOnlySpan<char>> _exactBySpan;
    private readonly (HostPattern Pattern, PathPrefixes<T> Paths)[] _patterns;
    private readonly PathPrefixes<T> _anyHost;

    public RouteTable(IEnumerable<(string Host, string Path, T Value)> entries)
    {
        var hosts = entries.GroupBy(entry => entry.Host, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                host => host.Key,
                host => new PathPrefixes<T>(host.Select(entry => KeyValuePair.Create(entry.Path, entry.Value))),
                StringComparer.OrdinalIgnoreCase);
        _anyHost = hosts.GetValueOrDefault("", new([]));
        _exact = hosts.Where(host => host.Key.Length > 0 && !host.Key.Contains('*', StringComparison.Ordinal))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _exactBySpan = _exact.GetAlternateLookup<ReadOnlySpan<char>>();
        _patterns = [.. hosts.Where(host => host.Key.Contains('*', StringComparison.Ordinal)).Select(host => (new HostPattern(host.Key), host.Value))];
        Array.Sort(_patterns, static (one, other) => HostPattern.MoreSpecificFirst(one.Pattern, other.Pattern));
    }

    /// <summary>The route of a request, or null.</summary>
    /// <param name="host">The request's host, with or without a port.</param>
    /// <param name="path">The request's path, decoded.</param>
    public T? Find(string host, string path) =>
        (_exact.Count > 0 || _patterns.Length > 0 ? FindByHost(host, path) : null) ?? _anyHost.Find(path);

    /// <summary>All routes that fit, the one that is taken first.</summary>
    public IEnumerable<T> FindAll(string host, string path)
    {
        var name = WithoutPort(host).ToString();
        var exact = new[] { host, name }.Distinct(StringComparer.OrdinalIgnoreCase).Select(key => _exact.GetValueOrDefault(key)).OfType<PathPrefixes<T>>();
        var patterns = _patterns.Where(entry => entry.Pattern.Matches(host) || entry.Pattern.Matches(name)).Select(entry => entry.Paths);
        return exact.Concat(patterns).Append(_anyHost).SelectMany(paths => paths.FindAll(path));
    }

    private T? FindByHost(ReadOnlySpan<char> host, string path)
    {
        var name = WithoutPort(host);
        if (_exactBySpan.TryGetValue(host, out var paths) && paths.Find(path) is { } found)
        {
            return found;
        }

        if (name.Length < host.Length && _exactBySpan.TryGetValue(name, out paths) && (found = paths.Find(path)) is not null)
        {
            return found;
        }

        foreach (var (pattern, patternPaths) in _patterns)
        {
            if ((pattern.Matches(host) || pattern.Matches(name)) && (found = patternPaths.Find(path)) is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> host)
    {
        var colon = host.LastIndexOf(':');
        return colon < 0 || host[colon..].Contains(']') ? host : host[..colon];
    }
}
