using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>A distributed application, run by the embedded engine.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly EntryPointInterceptor? _interceptor = EntryPointInterceptor.Current;

    /// <summary>An application that a host carries.</summary>
    public DistributedApplication(IHost host) => _host = host ?? throw new ArgumentNullException(nameof(host));

    /// <summary>The application's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>What is known of every instance.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>What can be done to resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    private ILogger Logger => Services.GetRequiredService<ILogger<DistributedApplication>>();

    /// <summary>A builder for an AppHost without a command line.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>A builder for an AppHost started with a command line.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>A builder for an AppHost started with options.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Starts everything; returns when every resource that starts by itself has been asked to.</summary>
    /// <exception cref="DistributedApplicationException">The model is at fault, or a port is taken.</exception>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        Services.GetRequiredService<EngineDashboard>().Start();
        await PublishBeforeStartAsync(cancellationToken);
        await _host.StartAsync(cancellationToken);
    }

    /// <summary>Stops everything, those first that depend on others.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>Runs until Ctrl-C, SIGTERM or cancellation. Sets the process's exit code to 1 when the start fails.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_interceptor is not null)
        {
            await _interceptor.RunAsync(this, cancellationToken);
            return;
        }

        await using (this)
        {
            try
            {
                await RunOrPublishAsync(cancellationToken);
            }
            catch (DistributedApplicationException exception)
            {
                SessionLog.Failed(Logger, exception.Message);
                System.Environment.ExitCode = 1;
            }
        }
    }

    /// <summary>Runs until Ctrl-C, SIGTERM or cancellation. Sets the process's exit code to 1 when the start fails.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops what still runs and releases everything.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _interceptor?.Ended();
        await ((IAsyncDisposable)_host).DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task RunOrPublishAsync(CancellationToken cancellationToken)
    {
        if (Services.GetRequiredService<DistributedApplicationExecutionContext>().IsRunMode)
        {
            await new Session(Services).RunAsync(this, cancellationToken);
            return;
        }

        await PublishBeforeStartAsync(cancellationToken);
        await new Publication(Services).RunAsync(cancellationToken);
    }

    private async Task PublishBeforeStartAsync(CancellationToken cancellationToken)
    {
        var model = Services.GetRequiredService<DistributedApplicationModel>();
        await Services.GetRequiredService<IDistributedApplicationEventing>().PublishAsync(new BeforeStartEvent(Services, model), cancellationToken);
    }
}
