namespace Mesh.Consul;

/// <summary>Consul answered. The answer may equal the last one: a return is no promise of a change.</summary>
/// <param name="Result">The answer and its index.</param>
/// <param name="Restarted">
/// The watch lost the thread before this answer: it is the first one ever, the first after a failure, or its index went backwards
/// (and the one after that). Anything may have happened in between, a Consul restarted empty included.
/// </param>
public sealed record WatchAnswer<T>(QueryResult<T> Result, bool Restarted) : WatchEvent<T>;
