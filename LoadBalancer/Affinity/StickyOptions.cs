namespace Mesh.LoadBalancer.Affinity;

/// <summary>Section <c>Sticky</c>: whether a client stays with its instance, by a cookie.</summary>
public sealed record StickyOptions
{
    /// <summary>The name of the cookie. Default empty: clients do not stay with an instance.</summary>
    public string Cookie { get; init; } = "";

    /// <summary>How long a client keeps the cookie after it was given out. Default 0: until its session ends. Up to 365 days.</summary>
    public TimeSpan Lifetime { get; init; }
}
