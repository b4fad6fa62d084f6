using Microsoft.Extensions.Hosting;

namespace Mesh.ServiceDefaults.Settings;

/// <summary>The first hosted service: refuses to be made, and with it the host's start, when a setting is wrong.</summary>
internal sealed class SettingsGate : IHostedService
{
    public SettingsGate(SettingsErrors errors)
    {
        if (errors.Count > 0)
        {
            throw new SettingsException(errors);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
