namespace Mesh.Consul;

/// <summary>An answer, and what Consul says about it.</summary>
/// <param name="Value">The answer.</param>
/// <param name="Index">The <c>X-Consul-Index</c> of the answer; 0 when Consul gave none.</param>
/// <param name="LastContact">How long ago the server that answered last heard from the leader: how old a stale answer may be.</param>
/// <param name="KnownLeader">Whether that server knows a leader. When false, the answer may be arbitrarily old.</param>
/// <param name="FilteredByAcl">Whether the token's rights hid some results (Consul 1.11 and later say so).</param>
public sealed record QueryResult<T>(T Value, ulong Index, TimeSpan LastContact, bool KnownLeader, bool FilteredByAcl);
