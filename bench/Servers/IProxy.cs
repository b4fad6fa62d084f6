namespace Mesh.Bench.Servers;

/// <summary>A reverse proxy in front of the backends.</summary>
internal interface IProxy : IAsyncDisposable
{
    /// <summary>Its name in the table.</summary>
    string Name { get; }

    /// <summary>The root of its process tree.</summary>
    int ProcessId { get; }

    /// <summary>Where it serves a body of so many bytes.</summary>
    Uri Url(int bytes);
}
