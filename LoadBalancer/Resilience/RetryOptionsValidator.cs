using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>Checks <see cref="RetryOptions"/>.</summary>
internal static class RetryOptionsValidator
{
    public static void Validate(RetryOptions options, SettingsSection section)
    {
        section.Within(nameof(options.Share), options.Share, 0, 1);
        section.Within(nameof(options.PerSecond), options.PerSecond, 0, 10_000);
    }
}
