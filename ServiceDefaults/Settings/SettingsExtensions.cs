using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mesh.ServiceDefaults.Settings;

/// <summary>Reads a program's settings into one immutable record.</summary>
public static class SettingsExtensions
{
    /// <summary>
    /// Reads <paramref name="section"/> into a <typeparamref name="T"/>, validates it and registers it as a singleton. Errors (values that cannot be
    /// read, names that no setting has, whatever <paramref name="validate"/> returns) are collected over all sections and end the start of the
    /// host with one <see cref="SettingsException"/> before any other hosted service is made. A value that cannot be read leaves the default.
    /// </summary>
    /// <param name="builder">The service; <c>AddServiceDefaults</c> must have been called.</param>
    /// <param name="section">The section's name, such as <c>LoadBalancer</c>.</param>
    /// <param name="validate">Returns every error, each naming the setting, the value given and what would work.</param>
    public static T AddSettings<T>(this IHostApplicationBuilder builder, string section, Func<T, IEnumerable<string>> validate)
        where T : class, new()
    {
        var errors = SettingsErrors.Of(builder);
        var settings = SettingsReader.Read<T>(builder.Configuration.GetSection(section), errors);
        errors.AddRange(validate(settings));
        builder.Services.AddSingleton(settings);
        return settings;
    }
}
