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
        return builder.AddSettings<LoadBalancerOptions>("LoadBalancer", settings => [.. LoadBalancerOptionsValidator.Validate(settings), .. errors]);
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
