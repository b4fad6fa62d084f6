namespace Mesh.Consul;

/// <summary>What went wrong with a request, as far as the one who asked may want to act differently.</summary>
public enum ConsulFailure
{
    /// <summary>The host could not be found or reached.</summary>
    Unreachable,

    /// <summary>The host is there, but nothing listens on the port: Consul is not running.</summary>
    Refused,

    /// <summary>TLS could not be agreed: certificate or protocol.</summary>
    Tls,

    /// <summary>The connection broke before the answer was complete.</summary>
    ConnectionLost,

    /// <summary>No answer within the time limit.</summary>
    TimedOut,

    /// <summary>Consul's cluster has no leader at the moment. Passes by itself.</summary>
    NoLeader,

    /// <summary>403: the token (or its absence) does not permit the request.</summary>
    PermissionDenied,

    /// <summary>404: what the request names does not exist.</summary>
    NotFound,

    /// <summary>429: too many requests or connections from this client.</summary>
    TooManyRequests,

    /// <summary>Another 4xx: Consul does not accept the request; asking again will not help.</summary>
    Rejected,

    /// <summary>5xx: Consul could not do it.</summary>
    ServerError,

    /// <summary>An answer that is not what Consul's API answers: something else listens at this address, or the answer is damaged.</summary>
    MalformedAnswer,
}
