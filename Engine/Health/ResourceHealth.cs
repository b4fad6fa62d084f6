using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Health;

/// <summary>
/// The health of one resource: its checks are asked for all its instances at once, because they know only the shared endpoint.
/// </summary>
internal sealed partial class ResourceHealth(
    IResource resource, ResourceNotificationService notifications, HealthCheckService checks, IDistributedApplicationEventing eventing,
    IServiceProvider services, TimeProvider time, ILogger logger)
{
    private readonly HashSet<string> _keys = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key)];
    private readonly Lock _gate = new();
    private TaskCompletionSource _nudge = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loop = Task.CompletedTask;

    /// <summary>Ends when nothing of the resource runs any more, or the application stops.</summary>
    public Task Ended => _loop;

    /// <summary>An instance has begun to run.</summary>
    public void InstanceRuns(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _nudge.TrySetResult();
            if (_loop.IsCompleted)
            {
                _loop = Task.Run(() => CheckWhileRunningAsync(cancellationToken), CancellationToken.None);
            }
        }
    }

    private async Task CheckWhileRunningAsync(CancellationToken cancellationToken)
    {
        var schedule = new HealthCheckSchedule();
        try
        {
            while (Running() is { Length: > 0 } running)
            {
                var nudge = Rearm();
                var reports = await ReportsAsync(cancellationToken);
                await PublishAsync(running, reports);
                await MakeReadyAsync();
                if (_keys.Count == 0 && Running().All(instance => instance.Snapshot.Ready is not null))
                {
                    return;
                }

                var healthy = reports.All(report => report.Status == HealthStatus.Healthy);
                await Task.WhenAny(nudge, Task.Delay(schedule.Next(healthy, isNew: nudge.IsCompleted), time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogEnded(logger, resource.Name);
        }
    }

    private Task Rearm()
    {
        lock (_gate)
        {
            _nudge = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _nudge.Task;
        }
    }

    private ResourceEvent[] Running() => [.. InstanceIdsAnnotation.IdsOf(resource)
        .Select(id => notifications.TryGetCurrentState(id, out var state) ? state : null).OfType<ResourceEvent>()
        .Where(state => state.Snapshot.State?.Text == KnownResourceStates.Running)];

    private async Task<ImmutableArray<HealthReportSnapshot>> ReportsAsync(CancellationToken cancellationToken)
    {
        if (_keys.Count == 0)
        {
            return [];
        }

        var report = await checks.CheckHealthAsync(registration => _keys.Contains(registration.Name), cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        return [.. _keys.Select(key => report.Entries.TryGetValue(key, out var entry)
            ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.ToString()) { LastRunAt = now }
            : new HealthReportSnapshot(key, HealthStatus.Unhealthy, $"No health check '{key}' is registered in builder.Services.", null) { LastRunAt = now })];
    }

    private async Task PublishAsync(ResourceEvent[] running, ImmutableArray<HealthReportSnapshot> reports)
    {
        foreach (var instance in running)
        {
            await notifications.PublishUpdateAsync(resource, instance.ResourceId, snapshot =>
                snapshot.State?.Text == KnownResourceStates.Running ? snapshot with { HealthReports = reports } : snapshot);
        }
    }

    // Whoever acts on readiness does so once; instances that come later, while others are ready, find it done.
    private async Task MakeReadyAsync()
    {
        var running = Running();
        var waiting = running.Where(instance => instance.Snapshot is { Ready: null, HealthStatus: HealthStatus.Healthy or HealthStatus.Degraded }).ToArray();
        if (waiting.Length == 0)
        {
            return;
        }

        var ready = running.Select(instance => instance.Snapshot.Ready).FirstOrDefault(task => task is not null)
            ?? eventing.PublishAsync(new ResourceReadyEvent(resource, services));
        foreach (var instance in waiting)
        {
            await notifications.PublishUpdateAsync(resource, instance.ResourceId, snapshot =>
                snapshot.State?.Text == KnownResourceStates.Running ? snapshot with { Ready = ready } : snapshot);
        }
    }

    [LoggerMessage(EventName = "HealthChecksEnded", Level = LogLevel.Debug, Message = "The health checks of {Resource} have ended: the application stops.")]
    private static partial void LogEnded(ILogger logger, string resource);
}
