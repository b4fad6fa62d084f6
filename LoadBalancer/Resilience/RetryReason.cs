namespace Mesh.LoadBalancer.Resilience;

/// <summary>Why a request may be sent to another instance.</summary>
internal enum RetryReason
{
    /// <summary>It may not.</summary>
    None,

    /// <summary>The instance could not be connected to, so it knows nothing of the request: safe for every method.</summary>
    ConnectFailed,

    /// <summary>The connection broke before a response: safe for methods that may be repeated and carry nothing (RFC 9110, 9.2.2).</summary>
    ConnectionBroke,

    /// <summary>No response came in time: the same methods.</summary>
    TimedOut,

    /// <summary>The response was 502, 503 or 504, and none of it reached the client: the same methods.</summary>
    BadAnswer,
}
