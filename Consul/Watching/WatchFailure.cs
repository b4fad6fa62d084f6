namespace Mesh.Consul;

/// <summary>Consul did not answer. What was last answered grows stale until the next <see cref="WatchAnswer{T}"/>; the watch keeps trying.</summary>
/// <param name="Error">What went wrong.</param>
/// <param name="Attempt">How many questions in a row have failed, this one included.</param>
/// <param name="RetryAfter">How long the watch waits before it asks again.</param>
public sealed record WatchFailure<T>(ConsulException Error, int Attempt, TimeSpan RetryAfter) : WatchEvent<T>;
