using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Limits;

/// <summary>Checks <see cref="RateLimitOptions"/>.</summary>
internal static class RateLimitOptionsValidator
{
    private const int Most = 1_000_000;

    public static void Validate(RateLimitOptions options, SettingsSection section)
    {
        section.Within(nameof(options.PerClient), options.PerClient, 0, Most);
        section.Within(nameof(options.PerClientBurst), options.PerClientBurst, 0, Most);
        section.Within(nameof(options.PerService), options.PerService, 0, Most);
        section.Within(nameof(options.PerServiceBurst), options.PerServiceBurst, 0, Most);
    }
}
