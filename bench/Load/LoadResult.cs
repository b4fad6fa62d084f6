namespace Mesh.Bench.Load;

/// <summary>What the client saw.</summary>
internal sealed record LoadResult(long Requests, long Errors, TimeSpan Duration, TimeSpan P50, TimeSpan P99);
