namespace Mesh.LoadBalancer.Limits;

/// <summary>Section <c>Limits</c>: how much an instance gets at a time, and who waits.</summary>
public sealed record LimitOptions
{
    /// <summary>
    /// The most requests under way on one instance, over all its routes. With HTTP/1.1 each has a connection of its own, so that this is the most
    /// connections in use, too. Default 0: no limit. Up to 100,000.
    /// </summary>
    public int RequestsPerInstance { get; init; }

    /// <summary>How many requests of a service may wait when all its instances have their fill; one more is answered with 503. Default 100; 0 to 100,000.</summary>
    public int Queue { get; init; } = 100;

    /// <summary>How long a request may wait before it is answered with 503. Default 1 s; 1 ms to 5 min.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(1);
}
