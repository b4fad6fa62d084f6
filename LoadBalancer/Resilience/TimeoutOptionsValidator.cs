using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Resilience;

/// <summary>Checks <see cref="TimeoutOptions"/>.</summary>
internal static class TimeoutOptionsValidator
{
    public static void Validate(TimeoutOptions options, SettingsSection section)
    {
        section.Within(nameof(options.Request), options.Request, TimeSpan.Zero, TimeSpan.FromDays(1));
        section.Within(nameof(options.FirstByte), options.FirstByte, TimeSpan.Zero, TimeSpan.FromHours(1));
    }
}
