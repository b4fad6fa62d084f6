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
        var seen = new Dictionary<string, (string? Text, DateTime? Start)>();
        try
        {
            await foreach (var change in notifications.WatchAsync(cancellationToken))
            {
                // Only the beginning of a run: every answer of a check is a change too, and must not cause the next question.
                var run = (change.Snapshot.State?.Text, change.Snapshot.StartTimeStamp);
                var begins = !seen.TryGetValue(change.ResourceId, out var before) || before != run;
                seen[change.ResourceId] = run;
                if (begins && run.Text == KnownResourceStates.Running && change.Snapshot.Ready is null)
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
