namespace Mesh.LoadBalancer.Resilience;

/// <summary>Section <c>Retry</c>: what is tried again on another instance, and how often at most.</summary>
public sealed record RetryOptions
{
    /// <summary>
    /// Whether 502, 503 and 504 of an instance are tried elsewhere, for idempotent methods without a body. The last answer is passed on. Default true.
    /// </summary>
    public bool BadAnswers { get; init; } = true;

    /// <summary>Whether a request that got no answer in time is tried elsewhere, for idempotent methods without a body. Default true.</summary>
    public bool Timeouts { get; init; } = true;

    /// <summary>
    /// Retries of a service may be this share of its requests. Connections that do not come about are not counted. Default 0.2; 0 to 1.
    /// </summary>
    public double Share { get; init; } = 0.2;

    /// <summary>Retries a second that are allowed beyond <see cref="Share"/>, so that a quiet service has some. Default 10; 0 to 10,000.</summary>
    public int PerSecond { get; init; } = 10;

    /// <summary>Whether a reason is one to try again for.</summary>
    internal bool Allows(RetryReason reason) => reason switch
    {
        RetryReason.BadAnswer => BadAnswers,
        RetryReason.TimedOut => Timeouts,
        _ => true,
    };
}
