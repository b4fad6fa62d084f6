namespace Mesh.LoadBalancer.Routing;

/// <summary>Finds the longest of many prefixes of a path, in time that grows with the logarithm of their number. Upper and lower case differ.</summary>
internal sealed class PathPrefixes<T>
    where T : class
{
    private readonly string[] _prefixes;
    private readonly T[] _values;
    private readonly int[] _shorter;

    public PathPrefixes(IEnumerable<KeyValuePair<string, T>> entries)
    {
        var sorted = entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray();
        _prefixes = [.. sorted.Select(entry => entry.Key)];
        _values = [.. sorted.Select(entry => entry.Value)];
        _shorter = new int[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            _shorter[i] = Climb(i - 1, _prefixes[i]);
        }
    }

    /// <summary>The value of the longest prefix of <paramref name="path"/>, or null.</summary>
    public T? Find(string path) => Climb(LastNotAfter(path), path) is >= 0 and var found ? _values[found] : null;

    /// <summary>The values of all prefixes of <paramref name="path"/>, the longest first.</summary>
    public IEnumerable<T> FindAll(string path)
    {
        for (var found = Climb(LastNotAfter(path), path); found >= 0; found = _shorter[found])
        {
            yield return _values[found];
        }
    }

    // Every prefix of a path sorts before it, and whatever sorts in between begins with that prefix too: so the neighbour's own prefixes are the
    // only candidates.
    private int Climb(int from, string path)
    {
        var candidate = from;
        while (candidate >= 0 && !path.StartsWith(_prefixes[candidate], StringComparison.Ordinal))
        {
            candidate = _shorter[candidate];
        }

        return candidate;
    }

    private int LastNotAfter(string path)
    {
        var found = Array.BinarySearch(_prefixes, path, StringComparer.Ordinal);
        return found >= 0 ? found : ~found - 1;
    }
}
