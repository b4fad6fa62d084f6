using Mesh.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mesh.ServiceDefaults.Drain;

internal static class DrainExtensions
{
    public static void AddDrain(this IHostApplicationBuilder builder)
    {
        var options = builder.AddSettings<DrainOptions>("Drain", DrainOptionsValidator.Validate);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Delay + options.Timeout);
        builder.Services.AddSingleton<DrainLifetime>();
        builder.Services.AddSingleton<IDrain>(services => services.GetRequiredService<DrainLifetime>());
        builder.Services.AddHostedService(services => services.GetRequiredService<DrainLifetime>());
        builder.Services.AddHostedService<RepeatedSignal>();
        builder.Services.AddSingleton<IStartupFilter, ConnectionRelease>();
    }
}
