using Microsoft.Extensions.Hosting;

namespace Mesh.ServiceDefaults.Settings;

/// <summary>Every error found in the settings of one program.</summary>
internal sealed class SettingsErrors : List<string>
{
    public static SettingsErrors Of(IHostApplicationBuilder builder)
    {
        if (builder.Properties.TryGetValue(typeof(SettingsErrors), out var known))
        {
            return (SettingsErrors)known;
        }

        var errors = new SettingsErrors();
        builder.Properties[typeof(SettingsErrors)] = errors;
        return errors;
    }
}
