using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.Control;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.Server;

/// <summary>Adds what Mesh runs inside the AppHost.</summary>
internal static class AppHostServerBuilderExtensions
{
    /// <summary>Adds the server, once; it listens before the first resource starts. Run mode only.</summary>
    public static void AddAppHostServer(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsRunMode || builder.Services.Any(service => service.ServiceType == typeof(AppHostServer)))
        {
            return;
        }

        builder.Services
            .AddSingleton<ResourceWatch>()
            .AddSingleton<ResourceList>()
            .AddSingleton<ControlCommands>()
            .AddSingleton<AppHostServer>()
            .AddSingleton(_ => new ControlFile(ControlFileFor(builder)));
        builder.OnBeforeStart(StartAsync);
    }

    private static async Task StartAsync(BeforeStartEvent started, CancellationToken cancellationToken)
    {
        started.Services.GetRequiredService<ResourceWatch>().Start();
        var server = started.Services.GetRequiredService<AppHostServer>();
        await server.StartAsync(cancellationToken);
        started.Services.GetRequiredService<ControlFile>().Write(server.Address, server.ControlToken);
    }

    // An AppHost that runs inside another program (a test) is nobody's "the running AppHost" unless it is told where to say so.
    private static string? ControlFileFor(IDistributedApplicationBuilder builder) =>
        builder.Configuration[ControlFile.PathVariable] is { Length: > 0 } path ? path
        : builder.AppHostAssembly == Assembly.GetEntryAssembly() ? ControlFolder.Default().PathFor(builder.AppHostDirectory, Environment.ProcessId)
        : null;
}
