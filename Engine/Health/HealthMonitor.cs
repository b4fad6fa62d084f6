using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Health;

/// <summary>Asks the health checks of every resource that runs, and says when one has become ready.</summary>
internal sealed class HealthMonitor(
    ResourceNotificationService notifications, HealthCheckService checks, IDistributedApplicationEventing eventing, IServiceProvider services,
    TimeProvider time, ILogger<HealthMonitor> logger)
{
    private readonly ConcurrentDictionary<IResource, ResourceHealth> _resources = new();

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(cancellationToken))
            {
                if (change.Snapshot.State?.Text == KnownResourceStates.Running && change.Snapshot.Ready is null)
                {
                    _resources.GetOrAdd(change.Resource, New).InstanceRuns(cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAll(_resources.Values.Select(resource => resource.Ended));
        }
    }

    private ResourceHealth New(IResource resource) => new(resource, notifications, checks, eventing, services, time, logger);
}
