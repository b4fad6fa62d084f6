namespace Mesh.LoadBalancer.Catalogue;

/// <summary>That something is served although Consul does not, or not any more, confirm it.</summary>
/// <param name="Since">The last moment at which it was in agreement with Consul.</param>
/// <param name="Reason">Why it is kept, for people.</param>
internal sealed record Staleness(DateTimeOffset Since, string Reason);
