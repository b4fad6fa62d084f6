namespace Mesh.LoadBalancer.Routing;

/// <summary>What becomes of a route's requests on their way: fabio's options. Equal when they do the same.</summary>
internal sealed record RouteSettings
{
    /// <summary>A route without any: most are.</summary>
    public static RouteSettings None { get; } = new();

    /// <summary><c>strip=</c>: what is cut from the front of the path, or null.</summary>
    public string? Strip { get; init; }

    /// <summary><c>prepend=</c>: what is put before the path, after <see cref="Strip"/>, or null.</summary>
    public string? Prepend { get; init; }

    /// <summary><c>host=</c>: the <c>Host</c> that the instance sees; <c>dst</c> for its own address; null for the client's.</summary>
    public string? Host { get; init; }

    /// <summary><c>proto=</c>: what the instance speaks.</summary>
    public Protocol Protocol { get; init; }

    /// <summary><c>tlsskipverify=true</c>: take any certificate from the instance.</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary><c>redirect=</c>: answer with this instead of asking an instance, or null.</summary>
    public Redirect? Redirect { get; init; }

    /// <summary><c>allow=</c> or <c>deny=</c>: who may come in, or null for everyone.</summary>
    public AccessRule? Access { get; init; }

    /// <summary>What a rule sets for this route alone, or null.</summary>
    public RouteOverrides? Overrides { get; init; }

    /// <summary>Whether an instance sees the request's path and host as the client sent them.</summary>
    public bool LeavesRequestsAlone => Strip is null && Prepend is null && Host is null;
}
