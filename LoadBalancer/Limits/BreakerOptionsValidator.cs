using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Limits;

/// <summary>Checks <see cref="BreakerOptions"/>.</summary>
internal static class BreakerOptionsValidator
{
    public static void Validate(BreakerOptions options, SettingsSection section)
    {
        section.Within(nameof(options.FailureRate), options.FailureRate, 0, 1);
        section.Within(nameof(options.MinimumRequests), options.MinimumRequests, 1, 100_000);
        section.Within(nameof(options.Interval), options.Interval, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        section.Within(nameof(options.OpenFor), options.OpenFor, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
    }
}
