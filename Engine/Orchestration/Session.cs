using System.Runtime.InteropServices;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>One run of the AppHost at a terminal: what it says, and what ends it.</summary>
internal sealed class Session(IServiceProvider services)
{
    private static readonly TimeSpan SameInterrupt = TimeSpan.FromMilliseconds(500);

    private readonly ILogger _logger = services.GetRequiredService<ILogger<DistributedApplication>>();
    private readonly IHostApplicationLifetime _lifetime = services.GetRequiredService<IHostApplicationLifetime>();
    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();
    private long? _interrupted;

    public async Task RunAsync(DistributedApplication application, CancellationToken cancellationToken)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt);
        SessionLog.Starting(_logger, services.GetRequiredService<IDistributedApplicationBuilder>().AppHostDirectory);
        await application.StartAsync(cancellationToken);
        if (services.GetRequiredService<EngineDashboard>() is { Address: { } address, LoginUrl: { } login })
        {
            SessionLog.Listening(_logger, address.ToString().TrimEnd('/'));
            SessionLog.Login(_logger, login);
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lifetime.ApplicationStopping);
        var parent = ParentWatch.ParentEndedAsync(_time, ended.Token);
        var report = services.GetRequiredService<StartupReport>().WriteAsync();
        await Task.WhenAny(report, parent);
        if (parent.IsCompletedSuccessfully)
        {
            SessionLog.ParentEnded(_logger);
        }

        await application.StopAsync(CancellationToken.None);
        await report;
        SessionLog.Stopped(_logger);
    }

    // The first Ctrl-C is the host's: it stops everything in order. Whoever presses it again wants out now; the guardian tidies up.
    // A terminal and a wrapper may both pass on the same Ctrl-C, so two at once count as one.
    private void OnInterrupt(PosixSignalContext context)
    {
        if (_interrupted is { } first && _time.GetElapsedTime(first) > SameInterrupt)
        {
            SessionLog.Forced(_logger);
            Environment.Exit(130);
        }

        _interrupted ??= _time.GetTimestamp();
    }
}
