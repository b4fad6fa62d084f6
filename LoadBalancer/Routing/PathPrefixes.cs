namespace Mesh.LoadBalancer.Routing;

/// <summary>Finds the longest of many prefixes of a path, in time that grows with the logarithm of their number.</summary>
internal sealed class PathPrefixes<T> : IPathTable<T>
    where T : class
{
    private readonly StringComparison _comparison;
    private readonly StringComparer _comparer;
    private readonly string[] _prefixes;
    private readonly Alternatives<T>[] _values;
    private readonly int[] _shorter;

    public PathPrefixes(IEnumerable<(RouteMatch Match, T Value)> routes, bool ignoreCase)
    {
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        _comparer = StringComparer.FromComparison(_comparison);
        var sorted = routes.GroupBy(route => route.Match.Path, _comparer).OrderBy(path => path.Key, _comparer).ToArray();
        _prefixes = [.. sorted.Select(path => path.Key)];
        _values = [.. sorted.Select(path => new Alternatives<T>(path))];
        _shorter = new int[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            _shorter[i] = Climb(i - 1, _prefixes[i]);
        }
    }

    public T? Find(string path, HttpRequest request)
    {
        for (var found = Climb(LastNotAfter(path), path); found >= 0; found = _shorter[found])
        {
            if (_values[found].For(request) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    public IEnumerable<T> FindAll(string path)
    {
        for (var found = Climb(LastNotAfter(path), path); found >= 0; found = _shorter[found])
        {
            foreach (var value in _values[found].All)
            {
                yield return value;
            }
        }
    }

    // Every prefix of a path sorts before it, and whatever sorts in between begins with that prefix too: so the neighbour's own prefixes are the
    // only candidates.
    private int Climb(int from, string path)
    {
        var candidate = from;
        while (candidate >= 0 && !path.StartsWith(_prefixes[candidate], _comparison))
        {
            candidate = _shorter[candidate];
        }

        return candidate;
    }

    private int LastNotAfter(string path)
    {
        var found = Array.BinarySearch(_prefixes, path, _comparer);
        return found >= 0 ? found : ~found - 1;
    }
}
