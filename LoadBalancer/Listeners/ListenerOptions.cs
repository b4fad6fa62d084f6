namespace Mesh.LoadBalancer.Listeners;

/// <summary>Section <c>LoadBalancer:Listeners</c>: what one client may take of the balancer.</summary>
public sealed record ListenerOptions
{
    /// <summary>
    /// How long a client may take to send the head of a request, counted from its first byte. Then it gets 408 and its connection is closed. Default 15 s;
    /// 100 ms to 10 min.
    /// </summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection without a request is kept. Default 130 s; 1 s to 1 h.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>
    /// How many bytes the head of a request may have, its first line apart, which may have 8 KiB. More is answered with 431 (a longer first line: 414).
    /// Default 32,768; 1,024 to 1,048,576.
    /// </summary>
    public int MaxHeaderBytes { get; init; } = 32 * 1024;

    /// <summary>
    /// How many connections may be open at once on all public addresses; one more is closed at once. Default 0: as many as the operating system gives.
    /// Range 0 to 1,000,000.
    /// </summary>
    public int MaxConnections { get; init; }
}
