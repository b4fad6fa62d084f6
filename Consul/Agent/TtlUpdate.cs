namespace Mesh.Consul;

/// <summary>The body of a TTL check's report.</summary>
internal sealed record TtlUpdate(CheckStatus Status, string? Output);
