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
    private bool _isActive;
    private bool _isNew;

    /// <summary>Ends when nothing of the resource runs any more, or the application stops.</summary>
    public Task Ended => _loop;

    /// <summary>An instance has begun to run.</summary>
    public void InstanceRuns(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _isNew = true;
            _nudge.TrySetResult();
            if (!_isActive)
            {
                _isActive = true;
                _loop = Task.Run(() => CheckWhileRunningAsync(cancellationToken), CancellationToken.None);
            }
        }
    }

    private async Task CheckWhileRunningAsync(CancellationToken cancellationToken)
    {
        var schedule = new HealthCheckSchedule();
        try
        {
            while (TryBegin(out var nudge, out var isNew))
            {
                var reports = await ReportsAsync(cancellationToken);
                await PublishAsync(Running(), reports);
                await MakeReadyAsync();
                if (_keys.Count > 0)
                {
                    var healthy = reports.All(report => report.Status == HealthStatus.Healthy);
                    await Task.WhenAny(nudge, Task.Delay(schedule.Next(healthy, isNew), time, cancellationToken));
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogEnded(logger, resource.Name);
        }
    }

    // Whether to go on is decided under the same lock as a new instance is announced: none can fall between the last look and the end.
    private bool TryBegin(out Task nudge, out bool isNew)
    {
        lock (_gate)
        {
            (isNew, _isNew) = (_isNew, false);
            _nudge = new(TaskCreationOptions.RunContinuationsAsynchronously);
            nudge = _nudge.Task;
            var running = Running();
            _isActive = isNew || running.Any(instance => _keys.Count > 0 || instance.Snapshot.Ready is null);
            return _isActive;
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
        var waiting = running.Where(instance => instance.Snapshot is { Ready: null, HealthStatus: HealthStatus.Healthy }).ToArray();
        if (waiting.Length == 0)
        {
            return;
        }

        var ready = running.Select(instance => instance.Snapshot.Ready).FirstOrDefault(task => task is not null)
            ?? PublishReadyAsync();
        foreach (var instance in waiting)
        {
            await notifications.PublishUpdateAsync(resource, instance.ResourceId, snapshot =>
                snapshot.State?.Text == KnownResourceStates.Running ? snapshot with { Ready = ready } : snapshot);
        }
    }

    private async Task PublishReadyAsync()
    {
        try
        {
            await eventing.PublishAsync(new ResourceReadyEvent(resource, services));
        }
        catch (Exception exception)
        {
            LogReadyFailed(logger, resource.Name, exception);
            throw; // Whoever waits for the resource is told as well.
        }
    }

    [LoggerMessage(EventName = "ReadyHandlerFailed", Level = LogLevel.Error, Message = "What was to happen when {Resource} became ready has failed.")]
    private static partial void LogReadyFailed(ILogger logger, string resource, Exception exception);

    [LoggerMessage(EventName = "HealthChecksEnded", Level = LogLevel.Debug, Message = "The health checks of {Resource} have ended: the application stops.")]
    private static partial void LogEnded(ILogger logger, string resource);
}
