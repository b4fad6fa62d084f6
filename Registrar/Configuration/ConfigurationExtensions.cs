using Mesh.Consul;
using Mesh.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;

namespace Mesh.Registrar.Configuration;

/// <summary>Reads what the registrar is configured with.</summary>
internal static class ConfigurationExtensions
{
    /// <summary>
    /// Gives the registrar's own defaults for settings that all services share. It drains for no time at all: nobody sends it requests that
    /// must learn to go elsewhere, and its entries should be gone as soon as possible.
    /// </summary>
    public static void AddRegistrarDefaults(this IHostApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = [new("urls", Usage.DefaultUrl), new("Drain:Delay", "00:00:00")],
        });

    /// <summary>Reads and checks every setting; the errors of all of them end the start together.</summary>
    public static void AddRegistrarSettings(this IHostApplicationBuilder builder)
    {
        List<string> errors = [];
        var feed = FeedSettings.Read(builder.Configuration, errors);
        var consul = ReadConsul(builder.Configuration, errors);
        var registrar = builder.AddSettings<RegistrarSettings>("Registrar", settings => [.. RegistrarSettingsValidator.Validate(settings), .. errors]);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout += registrar.StopTimeout);
        builder.Services.AddSingleton(feed);
        builder.Services.AddConsulClient(consul);
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
