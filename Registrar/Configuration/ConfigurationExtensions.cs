using Mesh.Consul;
using Mesh.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;

namespace Mesh.Registrar.Configuration;

/// <summary>Reads what the registrar is configured with.</summary>
internal static class ConfigurationExtensions
{
    // ASP.NET Core's settings that "urls", wherever it comes from, would beat.
    private static readonly string[] OtherListeners = ["http_ports", "https_ports"];

    /// <summary>
    /// Gives the registrar's own defaults for settings that all services share. It drains for no time at all: nobody sends it requests that
    /// must learn to go elsewhere, and its entries should be gone as soon as possible. It listens at its own address unless told another one in any
    /// of the server's ways, such as the HTTP_PORTS of Microsoft's container images.
    /// </summary>
    public static void AddRegistrarDefaults(this IHostApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var isToldPorts = OtherListeners.Any(name => !string.IsNullOrEmpty(configuration[name])) || configuration.GetSection("Kestrel:Endpoints").Exists();
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = [new("Drain:Delay", "00:00:00"), .. isToldPorts ? [] : new KeyValuePair<string, string?>[] { new("urls", Usage.DefaultUrl) }],
        });
    }

    /// <summary>Reads and checks every setting; the errors of all of them end the start together.</summary>
    /// <returns>The sources that are set.</returns>
    public static SourceSettings AddRegistrarSettings(this IHostApplicationBuilder builder, CommandLine command)
    {
        builder.Configuration.AddInMemoryCollection(command.Options);
        List<string> errors = [];
        var registry = ReadRegistry(builder.Configuration, errors);
        var consul = ReadConsul(builder.Configuration, registry, errors);
        var sources = new SourceSettings(null, null);
        var registrar = builder.AddSettings<RegistrarSettings>("Registrar", settings =>
        {
            sources = SourceSettings.Read(builder.Configuration, settings, errors);
            return [.. RegistrarSettingsValidator.Validate(settings), .. errors];
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout += registrar.StopTimeout);
        builder.Services.AddSingleton(registry);
        builder.Services.AddConsulClient(consul);
        return sources;
    }

    private static RegistryUri ReadRegistry(IConfiguration configuration, List<string> errors)
    {
        if (configuration[$"Registrar:{nameof(RegistrarSettings.Registry)}"] is not { Length: > 0 } text)
        {
            return new((string?)null);
        }

        var registry = RegistryUri.Parse(text, out var error);
        if (error is not null)
        {
            errors.Add(error);
        }

        return registry ?? new((string?)null);
    }

    private static ConsulOptions ReadConsul(IConfiguration configuration, RegistryUri registry, List<string> errors)
    {
        // The registry URI beats Consul's own variable, as in registrator; so do registrator's names of the variables of TLS.
        var variables = new Dictionary<string, string?>();
        Prefer("CONSUL_HTTP_ADDR", registry.Address);
        if (registry.IsTls)
        {
            Prefer("CONSUL_CLIENT_CERT", configuration["CONSUL_TLSCERT"]);
            Prefer("CONSUL_CLIENT_KEY", configuration["CONSUL_TLSKEY"]);
        }

        try
        {
            return ConsulOptions.FromConfiguration(new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(variables).Build());
        }
        catch (OptionsValidationException e)
        {
            errors.AddRange(e.Failures);
            return new();
        }

        void Prefer(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                variables[name] = value;
            }
        }
    }
}
