using System.Runtime.InteropServices;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>One run of the AppHost at a terminal: what it says, and what ends it.</summary>
internal sealed class Session(IServiceProvider services)
{
    private readonly ILogger _logger = services.GetRequiredService<ILogger<DistributedApplication>>();
    private readonly IHostApplicationLifetime _lifetime = services.GetRequiredService<IHostApplicationLifetime>();
    private int _interrupts;

    public async Task RunAsync(DistributedApplication application, CancellationToken cancellationToken)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt);
        SessionLog.Starting(_logger, services.GetRequiredService<IDistributedApplicationBuilder>().AppHostDirectory);
        await application.StartAsync(cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lifetime.ApplicationStopping);
        var parent = ParentWatch.ParentEndedAsync(services.GetRequiredService<TimeProvider>(), ended.Token);
        var report = services.GetRequiredService<StartupReport>().WriteAsync(ended.Token);
        try
        {
            await await Task.WhenAny(report, parent);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            SessionLog.InterruptedWhileStarting(_logger);
        }

        if (parent.IsCompletedSuccessfully)
        {
            SessionLog.ParentEnded(_logger);
        }

        await application.StopAsync(CancellationToken.None);
        SessionLog.Stopped(_logger);
    }

    // The first Ctrl-C is the host's: it stops everything in order. Whoever presses it again wants out now; the guardian tidies up.
    private void OnInterrupt(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _interrupts) > 1)
        {
            SessionLog.Forced(_logger);
            Environment.Exit(130);
        }
    }
}
