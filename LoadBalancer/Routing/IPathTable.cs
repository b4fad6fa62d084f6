namespace Mesh.LoadBalancer.Routing;

/// <summary>The routes of one host, found by path. Immutable.</summary>
internal interface IPathTable<T>
    where T : class
{
    /// <summary>The most specific route that takes a request, or null.</summary>
    T? Find(string path, HttpRequest request);

    /// <summary>All routes that fit a path, the most specific first, whatever their conditions.</summary>
    IEnumerable<T> FindAll(string path);
}
