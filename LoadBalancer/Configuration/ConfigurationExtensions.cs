using Mesh.Consul;
using Mesh.LoadBalancer.Listeners;
using Mesh.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>Reads what the balancer is configured with.</summary>
internal static class ConfigurationExtensions
{
    /// <summary>Reads and checks every setting; the errors of all of them end the start together.</summary>
    public static LoadBalancerOptions AddLoadBalancerSettings(this IHostApplicationBuilder builder)
    {
        List<string> errors = [.. PublicListeners.Validate(builder.Configuration)];
        var consul = ReadConsul(builder.Configuration, errors);
        builder.Services.AddConsulClient(consul);

        // Set by publishers for services behind a proxy. This one is the proxy: nobody's X-Forwarded-* is believed.
        builder.Configuration["ForwardedHeaders_Enabled"] = "false";
        var given = builder.AddSettings<LoadBalancerOptions>("LoadBalancer", settings =>
        {
            errors.AddRange(LoadBalancerOptionsValidator.Validate(settings));
            return errors;
        });
        return errors.Count == 0 ? given : UseDefaults(builder.Services);
    }

    // The start is about to end with the list of errors. The parts that are made before that must not stumble over the same values first.
    private static LoadBalancerOptions UseDefaults(IServiceCollection services)
    {
        var defaults = new LoadBalancerOptions();
        services.AddSingleton(defaults);
        return defaults;
    }

    private static ConsulOptions ReadConsul(IConfiguration configuration, List<string> errors)
    {
        try
        {
            return ConsulOptions.FromConfiguration(configuration);
        }
        catch (OptionsValidationException e)
        {
            errors.AddRange(e.Failures);
            return new();
        }
    }
}
