using System.Collections.Concurrent;

namespace Mesh.Dashboard.Components;

/// <summary>Gives every resource a colour that it keeps on all pages: the next one of ten for the next resource that is seen.</summary>
internal sealed class ResourceColors
{
    private const int Count = 10;

    private readonly ConcurrentDictionary<string, int> _indices = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A class of the stylesheet that sets <c>--own</c>.</summary>
    public string ClassOf(string resource) => $"c{_indices.GetOrAdd(resource, _ => _indices.Count) % Count}";
}
