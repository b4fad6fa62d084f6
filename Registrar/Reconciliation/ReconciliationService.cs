using Mesh.Registrar.Configuration;
using Mesh.Registrar.Telemetry;
using Mesh.Registrar.Timing;

namespace Mesh.Registrar.Reconciliation;

/// <summary>
/// Reconciles at every change of a source and at least every <see cref="RegistrarSettings.Resync"/>; while Consul cannot be read, tries
/// again after 50 ms doubling to 500 ms (500 ms doubling to 5 s while the token is denied), or as <see cref="RegistrarSettings.RetryAttempts"/> says. On stop it takes
/// the registrar's entries out of Consul.
/// </summary>
internal sealed class ReconciliationService(
    Reconciler reconciler,
    Departure departure,
    ChangeSignal changed,
    RegistrarSettings settings,
    RegistrarCondition condition,
    Heartbeats heartbeats,
    FirstContact firstContact,
    TimeProvider time,
    Random random) : BackgroundService
{
    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500), random);
    private readonly Backoff _whenDenied = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5), random);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await departure.LeaveAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ReconcileAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops, be it because its start failed: nothing that a host should report.
        }
    }

    private async Task ReconcileAsync(CancellationToken stopping)
    {
        var failures = 0;
        var denials = 0;
        long? changedAt = null;
        while (true)
        {
            try
            {
                await reconciler.PassAsync(changedAt, stopping);
                condition.ConsulAnswered();
                firstContact.Happened();
                failures = denials = 0;
                changedAt = await changed.WaitAsync(heartbeats.Next < settings.Resync ? heartbeats.Next.Value : settings.Resync, stopping);
            }
            catch (RegistryException e)
            {
                condition.ConsulFailed(e);
                if (firstContact.GivesUp(++failures, e))
                {
                    return;
                }

                denials = e.IsDenied ? denials + 1 : 0;
                await Task.Delay(firstContact.Pause ?? (e.IsDenied ? _whenDenied.After(denials) : _backoff.After(failures)), time, stopping);
            }
        }
    }
}
