using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>Checks <see cref="BalancingOptions"/>.</summary>
internal static class BalancingOptionsValidator
{
    public static void Validate(BalancingOptions options, SettingsSection section)
    {
        section.Within(nameof(options.SlowStart), options.SlowStart, TimeSpan.Zero, TimeSpan.FromHours(1));
        section.Within(nameof(options.HashBalance), options.HashBalance, 1.05, 10);
        section.Within(nameof(options.LatencyDecay), options.LatencyDecay, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        if (HashKeyReader.For(options.HashKey) is null)
        {
            section.Add(nameof(options.HashKey), options.HashKey, "address, path, header:NAME or cookie:NAME");
        }
    }
}
