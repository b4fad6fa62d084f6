namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>What a <see cref="RawBackend"/> does after its answer.</summary>
internal enum RawEnd
{
    /// <summary>It keeps the connection and says nothing more.</summary>
    Stay,

    /// <summary>It closes the connection in good order.</summary>
    Close,

    /// <summary>It resets the connection.</summary>
    Reset,
}
