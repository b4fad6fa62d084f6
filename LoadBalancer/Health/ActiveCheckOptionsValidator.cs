using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Health;

/// <summary>Checks <see cref="ActiveCheckOptions"/>.</summary>
internal static class ActiveCheckOptionsValidator
{
    public static void Validate(ActiveCheckOptions options, SettingsSection section)
    {
        section.Within(nameof(options.Interval), options.Interval, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        section.Within(nameof(options.Timeout), options.Timeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5));
        section.Within(nameof(options.UnhealthyAfter), options.UnhealthyAfter, 1, 100);
        section.Within(nameof(options.HealthyAfter), options.HealthyAfter, 1, 100);
        if (options.Path.Length > 0 && (options.Path[0] != '/' || options.Path.Any(char.IsWhiteSpace)))
        {
            section.Add(nameof(options.Path), options.Path, "a path such as /health");
        }
    }
}
