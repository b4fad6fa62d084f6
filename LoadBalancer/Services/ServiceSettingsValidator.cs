using Mesh.LoadBalancer.Affinity;
using Mesh.LoadBalancer.Health;
using Mesh.LoadBalancer.Limits;
using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Resilience;

namespace Mesh.LoadBalancer.Services;

/// <summary>Checks <see cref="ServiceSettings"/>, for all services and for each that has its own.</summary>
internal static class ServiceSettingsValidator
{
    /// <summary>All errors: the setting, the value given and what would work.</summary>
    /// <param name="settings">What is set for all services.</param>
    /// <param name="services">What is set for single services. Looked at only when the former is right: they start from it.</param>
    public static IEnumerable<string> Validate(ServiceSettings settings, IReadOnlyDictionary<string, ServiceSettings> services)
    {
        List<string> errors = [];
        var all = new SettingsSection("LoadBalancer", errors);
        Validate(settings, all);
        if (errors.Count == 0)
        {
            foreach (var (name, own) in services)
            {
                Validate(own, all.Of("Services").Of(name));
            }
        }

        return errors;
    }

    private static void Validate(ServiceSettings settings, SettingsSection section)
    {
        section.Within(nameof(settings.Retries), settings.Retries, 0, 10);
        section.Within(nameof(settings.AvoidRefused), settings.AvoidRefused, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        section.Within(nameof(settings.ActivityTimeout), settings.ActivityTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        BalancingOptionsValidator.Validate(settings.Balancing, section.Of(nameof(settings.Balancing)));
        EjectionOptionsValidator.Validate(settings.Ejection, section.Of(nameof(settings.Ejection)));
        ActiveCheckOptionsValidator.Validate(settings.ActiveCheck, section.Of(nameof(settings.ActiveCheck)));
        RetryOptionsValidator.Validate(settings.Retry, section.Of(nameof(settings.Retry)));
        TimeoutOptionsValidator.Validate(settings.Timeouts, section.Of(nameof(settings.Timeouts)));
        LimitOptionsValidator.Validate(settings.Limits, section.Of(nameof(settings.Limits)));
        RateLimitOptionsValidator.Validate(settings.RateLimit, section.Of(nameof(settings.RateLimit)));
        BreakerOptionsValidator.Validate(settings.Breaker, section.Of(nameof(settings.Breaker)));
        StickyOptionsValidator.Validate(settings.Sticky, section.Of(nameof(settings.Sticky)));
    }
}
