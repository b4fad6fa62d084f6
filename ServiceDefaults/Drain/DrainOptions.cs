namespace Mesh.ServiceDefaults.Drain;

/// <summary>Section <c>Drain</c>: how a service leaves when it is told to stop (SIGTERM, SIGINT).</summary>
public sealed record DrainOptions
{
    /// <summary>
    /// How long the service, already unready, goes on accepting and serving so that others can learn that it leaves.
    /// Format <c>hh:mm:ss</c>; default one second; 0 to five minutes.
    /// </summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long, after <see cref="Delay"/>, requests in flight may take before their connections are cut.
    /// Format <c>hh:mm:ss</c>; default ten seconds; 0 to one hour.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
