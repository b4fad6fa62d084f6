namespace Mesh.Consul;

/// <summary>An instance's share of the traffic, relative to the other instances of its service.</summary>
/// <param name="Passing">The share while all checks pass. 0 to 65535 (Consul 1.8 wants at least 1).</param>
/// <param name="Warning">The share while a check warns. 0 to 65535.</param>
public sealed record ServiceWeights(int Passing, int Warning)
{
    /// <summary>What Consul takes when a registration names none: 1 and 1.</summary>
    public static ServiceWeights Default { get; } = new(1, 1);
}
