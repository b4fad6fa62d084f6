using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Containers;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Health;
using Aspire.Hosting.Processes;
using Mesh.Dashboard.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>What the AppHost's own container holds.</summary>
internal static class OrchestrationServices
{
    public static void AddOrchestration(this IServiceCollection services, DistributedApplicationBuilder builder, DistributedApplicationOptions options)
    {
        services.AddLogging(logging => logging.AddEngineConsole());
        services.AddOptions<ResourceNotificationServiceOptions>();
        services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
        services.AddHealthChecks();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IDistributedApplicationBuilder>(builder);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(builder.Eventing);
        services.AddSingleton(options);
        services.AddSingleton(_ => new DistributedApplicationModel(builder.Resources));
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<ResourceNotificationService>(), provider.GetRequiredService<ResourceLoggerService>(), provider));
        services.AddSingleton(new RunId(MeshRun.NewId()));
        services.AddSingleton<IProcessLauncher>(provider => new ProcessLauncher(provider.GetRequiredService<RunId>().Value, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => Guardian.Start(provider.GetRequiredService<RunId>().Value, provider.GetRequiredService<ILogger<Guardian>>()));
        services.AddSingleton(provider => new Lazy<IContainerRuntime>(() => new DockerRuntime(
            provider.GetRequiredService<RunId>().Value, provider.GetRequiredService<Guardian>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DockerRuntime>>())));
        services.AddSingleton<EndpointAllocator>();
        services.AddSingleton<InstanceEnvironment>();
        services.AddSingleton<InstanceUrls>();
        services.AddSingleton<ProjectTarget>();
        services.AddSingleton<IInstanceLauncher, ProcessInstanceLauncher>();
        services.AddSingleton<IInstanceLauncher, ContainerInstanceLauncher>();
        services.AddSingleton<HealthMonitor>();
        services.AddSingleton<IResourceSource, EngineResourceSource>();
        services.AddSingleton<EngineDashboard>();
        services.AddSingleton<StartupReport>();
        services.AddSingleton<Orchestrator>();
        services.AddHostedService(provider => provider.GetRequiredService<Orchestrator>());
    }
}
