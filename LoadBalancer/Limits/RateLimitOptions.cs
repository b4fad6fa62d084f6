namespace Mesh.LoadBalancer.Limits;

/// <summary>Section <c>RateLimit</c>: how many requests are taken; one too many is answered with 429.</summary>
public sealed record RateLimitOptions
{
    /// <summary>Requests a second from one client address (an IPv6 network of 64 bits). Default 0: no limit. Up to 1,000,000.</summary>
    public int PerClient { get; init; }

    /// <summary>How many requests of one client address may come at once after a rest. Default 0: as many as <see cref="PerClient"/>. Up to 1,000,000.</summary>
    public int PerClientBurst { get; init; }

    /// <summary>Requests a second to the service, from all clients. Default 0: no limit. Up to 1,000,000.</summary>
    public int PerService { get; init; }

    /// <summary>How many requests to the service may come at once after a rest. Default 0: as many as <see cref="PerService"/>. Up to 1,000,000.</summary>
    public int PerServiceBurst { get; init; }

    /// <summary>Whether there is any limit.</summary>
    internal bool IsOn => PerClient > 0 || PerService > 0;
}
