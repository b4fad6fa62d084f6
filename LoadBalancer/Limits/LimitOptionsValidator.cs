using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Limits;

/// <summary>Checks <see cref="LimitOptions"/>.</summary>
internal static class LimitOptionsValidator
{
    public static void Validate(LimitOptions options, SettingsSection section)
    {
        section.Within(nameof(options.RequestsPerInstance), options.RequestsPerInstance, 0, 100_000);
        section.Within(nameof(options.Queue), options.Queue, 0, 100_000);
        section.Within(nameof(options.QueueTimeout), options.QueueTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5));
    }
}
