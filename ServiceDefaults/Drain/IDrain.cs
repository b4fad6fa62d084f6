namespace Mesh.ServiceDefaults.Drain;

/// <summary>Tells those that serve without an end (WebSockets, say) when it is time to come to one.</summary>
public interface IDrain
{
    /// <summary>
    /// Fires when <see cref="DrainOptions.Delay"/> is over: the server takes no more connections, and what is under way has
    /// <see cref="DrainOptions.Timeout"/> to end by itself.
    /// </summary>
    CancellationToken Closing { get; }
}
