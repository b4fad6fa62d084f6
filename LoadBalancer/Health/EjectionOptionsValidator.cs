using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Health;

/// <summary>Checks <see cref="EjectionOptions"/>.</summary>
internal static class EjectionOptionsValidator
{
    public static void Validate(EjectionOptions options, SettingsSection section)
    {
        section.Within(nameof(options.ConsecutiveFailures), options.ConsecutiveFailures, 0, 1_000);
        section.Within(nameof(options.FailureRate), options.FailureRate, 0, 1);
        section.Within(nameof(options.MinimumRequests), options.MinimumRequests, 1, 100_000);
        section.Within(nameof(options.Interval), options.Interval, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        section.Within(nameof(options.MaximumEjected), options.MaximumEjected, 0, 1);
        section.Within(nameof(options.Duration), options.Duration, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        section.Within(nameof(options.MaximumDuration), options.MaximumDuration, options.Duration, TimeSpan.FromDays(1));
    }
}
