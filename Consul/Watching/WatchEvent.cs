namespace Mesh.Consul;

/// <summary>What a watch tells its consumer: a <see cref="WatchAnswer{T}"/> or a <see cref="WatchFailure{T}"/>.</summary>
public abstract record WatchEvent<T>;

/// <summary>Consul answered. The answer may equal the last one: a return is no promise of a change.</summary>
/// <param name="Result">The answer and its index.</param>
/// <param name="Restarted">
/// The watch lost the thread before this answer: it is the first one ever, the first after a failure, or its index went backwards
/// (and the one after that). Anything may have happened in between, a Consul restarted empty included.
/// </param>
public sealed record WatchAnswer<T>(QueryResult<T> Result, bool Restarted) : WatchEvent<T>;

/// <summary>Consul did not answer. What was last answered grows stale until the next <see cref="WatchAnswer{T}"/>; the watch keeps trying.</summary>
/// <param name="Error">What went wrong.</param>
/// <param name="Attempt">How many questions in a row have failed, this one included.</param>
/// <param name="RetryAfter">How long the watch waits before it asks again.</param>
public sealed record WatchFailure<T>(ConsulException Error, int Attempt, TimeSpan RetryAfter) : WatchEvent<T>;
