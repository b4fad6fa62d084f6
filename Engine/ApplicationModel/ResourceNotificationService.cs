using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps what is known of every instance, and tells those who watch.</summary>
public partial class ResourceNotificationService : IDisposable
{
    private readonly ILogger _logger;
    private readonly IServiceProvider _services;
    private readonly ConcurrentDictionary<string, InstanceState> _instances = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _ended = new();
    private readonly IDisposable _whenStopping;
    private readonly Lock _subscribing = new();
    private ImmutableList<Channel<ResourceEvent>> _watchers = [];

    /// <summary>A service that knows of nothing yet.</summary>
    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger, IHostApplicationLifetime hostApplicationLifetime,
        IServiceProvider serviceProvider, ResourceLoggerService resourceLoggerService)
    {
        _logger = logger;
        _services = serviceProvider;
        Loggers = resourceLoggerService;
        _whenStopping = hostApplicationLifetime.ApplicationStopped.Register(_ended.Cancel);
    }

    internal ResourceLoggerService Loggers { get; }

    /// <summary>Waits until any instance of a resource is in a state.</summary>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until any instance of a resource is in one of several states, and says in which.</summary>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var wanted = targetStates.ToArray();
        var found = await WaitForResourceAsync(
            resourceName, e => e.Snapshot.State?.Text is { } state && wanted.Contains(state, StringComparer.OrdinalIgnoreCase), cancellationToken);
        return found.Snapshot.State!.Text;
    }

    /// <summary>Waits until what is known of any instance of a resource fulfils a condition.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        await foreach (var change in WatchAsync(either.Token))
        {
            if (Names(change, resourceName) && predicate(change))
            {
                return change;
            }
        }

        throw new OperationCanceledException($"The application ended before resource '{resourceName}' got where it was waited for.");
    }

    /// <summary>Waits until an instance of a resource runs, is healthy and ready.</summary>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);

    /// <summary>Waits until an instance of a resource runs, is healthy and ready.</summary>
    /// <exception cref="DistributedApplicationException">It ended or failed, and <paramref name="waitBehavior"/> says that this is final.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var found = await WaitForResourceAsync(
            resourceName,
            e => IsHealthy(e.Snapshot) || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && IsOver(e.Snapshot)),
            cancellationToken);
        if (!IsHealthy(found.Snapshot))
        {
            throw new DistributedApplicationException($"Resource '{resourceName}' did not become healthy: its state is {found.Snapshot.State?.Text}.");
        }

        await found.Snapshot.Ready!.WaitAsync(cancellationToken);
        return found;
    }

    /// <summary>What is known of an instance now, by its id, or by its resource's name where that has one instance.</summary>
    public bool TryGetCurrentState(string resourceId, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        if (!_instances.TryGetValue(resourceId, out var state))
        {
            var ofResource = _instances.Values.Where(i => string.Equals(i.Resource.Name, resourceId, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray();
            state = ofResource.Length == 1 ? ofResource[0] : null;
        }

        resourceEvent = state?.Last;
        return resourceEvent is not null;
    }

    /// <summary>Watches all instances: first what is known of each, then every change, until cancelled or the application ends.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>(new() { SingleReader = true });
        lock (_subscribing)
        {
            foreach (var known in _instances.Values.Select(i => i.Last).OfType<ResourceEvent>())
            {
                channel.Writer.TryWrite(known);
            }

            _watchers = _watchers.Add(channel);
        }

        using var ended = _ended.Token.Register(() => channel.Writer.TryComplete());
        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_subscribing)
            {
                _watchers = _watchers.Remove(channel);
            }
        }
    }

    /// <summary>Changes what is known of every instance of a resource.</summary>
    public async Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        foreach (var id in InstanceIdsAnnotation.IdsOf(resource))
        {
            await PublishUpdateAsync(resource, id, stateFactory);
        }
    }

    /// <summary>Changes what is known of one instance. Nobody is told when the change changes nothing.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="resourceId">The instance's id.</param>
    /// <param name="stateFactory">Makes the new snapshot of the last one.</param>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(stateFactory);
        var instance = _instances.GetOrAdd(resourceId, _ => new(resource));
        lock (_subscribing)
        {
            var before = instance.Last?.Snapshot;
            var after = Complete(resource, stateFactory(before ?? FirstSnapshot(resource)));
            if (before is not null && SnapshotComparer.SaysTheSame(before, after))
            {
                return Task.CompletedTask;
            }

            var change = new ResourceEvent(resource, resourceId, after);
            instance.Last = change;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(change);
            }

            if (before?.State?.Text != after.State?.Text && after.State?.Text is { Length: > 0 } state)
            {
                LogState(_logger, resourceId, state);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _whenStopping.Dispose();
        _ended.Cancel();
        GC.SuppressFinalize(this);
    }

    internal static bool IsHealthy(CustomResourceSnapshot snapshot) =>
        snapshot is { HealthStatus: HealthStatus.Healthy, Ready: not null };

    internal static bool IsOver(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text is { } state && KnownResourceStates.TerminalStates.Contains(state);

    private static bool Names(ResourceEvent change, string name) =>
        string.Equals(change.Resource.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(change.ResourceId, name, StringComparison.OrdinalIgnoreCase);

    private static CustomResourceSnapshot FirstSnapshot(IResource resource) =>
        resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var given)
            ? given.InitialSnapshot
            : new() { ResourceType = resource.GetType().Name.Replace("Resource", ""), Properties = [] };

    private CustomResourceSnapshot Complete(IResource resource, CustomResourceSnapshot snapshot)
    {
        var context = new UpdateCommandStateContext { ResourceSnapshot = snapshot, Services = _services };
        var reports = HealthReportsOf(resource, snapshot);
        return snapshot with
        {
            CreationTimeStamp = snapshot.CreationTimeStamp ?? DateTime.UtcNow,
            HealthReports = reports,
            Commands = [.. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => new ResourceCommandSnapshot(
                command.Name, command.UpdateState(context), command.DisplayName, command.DisplayDescription, null,
                command.ConfirmationMessage, command.IconName, command.IconVariant, command.IsHighlighted)
                {
                    Arguments = command.Arguments,
                    Visibility = command.Visibility,
                })],
        };
    }

    // A check that has not come yet is listed all the same, so that a resource with checks is never taken for healthy too early.
    private static ImmutableArray<HealthReportSnapshot> HealthReportsOf(IResource resource, CustomResourceSnapshot snapshot)
    {
        var missing = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).Distinct()
            .Where(key => !snapshot.HealthReports.Any(report => report.Name == key))
            .Select(key => new HealthReportSnapshot(key, null, null, null)).ToArray();
        return missing.Length == 0 ? snapshot.HealthReports : snapshot.HealthReports.AddRange(missing);
    }

    [LoggerMessage(EventName = "ResourceState", Level = LogLevel.Debug, Message = "{ResourceId}: {State}")]
    private static partial void LogState(ILogger logger, string resourceId, string state);

    private sealed class InstanceState(IResource resource)
    {
        public IResource Resource { get; } = resource;

        public ResourceEvent? Last { get; set; }
    }
}
