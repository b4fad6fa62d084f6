namespace Mesh.LoadBalancer.Catalogue;

/// <summary>An answer of Consul's about one service.</summary>
/// <param name="Index">Its index.</param>
/// <param name="At">When it came.</param>
internal sealed record ServiceAnswer(ulong Index, DateTimeOffset At);
