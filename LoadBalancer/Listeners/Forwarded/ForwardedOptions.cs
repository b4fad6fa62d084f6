namespace Mesh.LoadBalancer.Listeners.Forwarded;

/// <summary>Section <c>LoadBalancer:Forwarded</c>: whom to believe when they say for whom they ask.</summary>
public sealed record ForwardedOptions
{
    /// <summary>
    /// The proxies in front of this balancer, as networks or addresses joined by commas: <c>10.0.0.0/8, 192.168.1.7</c>. Of their requests the client's
    /// address and scheme are taken from <c>X-Forwarded-For</c> and <c>-Proto</c>, and those headers are continued; everybody else's are dropped.
    /// Default none.
    /// </summary>
    public string TrustedProxies { get; init; } = "";

    /// <summary>
    /// Whether connections of the trusted proxies begin with a header of the PROXY protocol, version 1 or 2 (HAProxy's "proxy-protocol.txt"), on every
    /// public address. One without it, or with a malformed one, is closed; connections of all others are taken as they are. Default false.
    /// </summary>
    public bool ProxyProtocol { get; init; }
}
