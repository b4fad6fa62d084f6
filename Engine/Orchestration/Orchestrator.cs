using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Health;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Runs the model: starts its resources as they may, stops them in the reverse order.</summary>
internal sealed partial class Orchestrator(
    DistributedApplicationModel model, DistributedApplicationExecutionContext context, IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services, EndpointAllocator endpoints,
    IEnumerable<IInstanceLauncher> launchers, HealthMonitor health, InstanceEnvironment environment, InstanceUrls urls, TimeProvider time,
    ILogger<Orchestrator> logger) : IHostedService
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _starts = [];
    private ImmutableDictionary<string, ManagedInstance> _instances = ImmutableDictionary.Create<string, ManagedInstance>(StringComparer.OrdinalIgnoreCase);
    private Guardian? _guardian;
    private Task _healthMonitor = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (context.IsPublishMode)
        {
            throw new DistributedApplicationException("An application that is published is not started: call RunAsync.");
        }

        Declare();
        endpoints.AllocateAll(model);
        _guardian = services.GetRequiredService<Guardian>();
        _healthMonitor = health.RunAsync(_stopping.Token);
        await AnnounceAsync(cancellationToken);
        foreach (var resource in model.Resources.Where(resource => !resource.HasAnnotationOfType<ExplicitStartupAnnotation>()))
        {
            _starts.AddRange(StartAsync(resource));
        }

        await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_starts);
        foreach (var wave in StopOrder.Of(model.Resources))
        {
            var running = wave.SelectMany(InstancesOf).ToArray();
            await Task.WhenAll(running.Select(instance => instance.StopAsync(cancellationToken)));
        }

        await _healthMonitor;
        await endpoints.DisposeAsync();
        if (_guardian is { } guardian)
        {
            _guardian = null;
            await guardian.DisposeAsync();
        }
    }

    /// <summary>Starts one instance; one that runs is started anew.</summary>
    public async Task<ExecuteCommandResult> StartInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        var instance = _instances[instanceId];
        if (instance.ForcePastWait())
        {
            return CommandResults.Success();
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        if (instance.IsRunning)
        {
            return await instance.RestartAsync(either.Token);
        }

        await PrepareAsync(instance.Resource, either.Token);
        return await instance.WaitForOthersAsync(either.Token)
            ? await instance.StartAsync(either.Token)
            : CommandResults.Failure($"'{instanceId}' was stopped before what it waits for was there.");
    }

    public Task<ExecuteCommandResult> StopInstanceAsync(string instanceId, CancellationToken cancellationToken) => _instances[instanceId].StopAsync(cancellationToken);

    public async Task<ExecuteCommandResult> RestartInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        return await _instances[instanceId].RestartAsync(either.Token);
    }

    private IEnumerable<ManagedInstance> InstancesOf(IResource resource) =>
        resource.Annotations.OfType<InstanceIdsAnnotation>().SelectMany(annotation => annotation.Ids).Select(id => _instances[id]);

    private void Declare()
    {
        foreach (var resource in model.Resources)
        {
            if (launchers.FirstOrDefault(launcher => launcher.CanLaunch(resource)) is not { } launcher)
            {
                continue;
            }

            ImmutableArray<string> ids = [.. Enumerable.Range(0, resource.GetReplicaCount()).Select(_ => ResourceName.NewInstanceId(resource.Name))];
            resource.Annotations.Add(new InstanceIdsAnnotation(ids));
            resource.AddLifecycleCommands(this);
            foreach (var id in ids)
            {
                _instances = _instances.Add(id, new(id, resource, launcher, endpoints, environment, urls, notifications, loggers, eventing, services, time, logger));
            }
        }
    }

    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources)
        {
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { Relationships = RelationshipsOf(resource) });
            foreach (var instance in InstancesOf(resource))
            {
                await instance.AnnounceAsync(cancellationToken);
            }

            await eventing.PublishAsync(new InitializeResourceEvent(resource, eventing, loggers, notifications, services), cancellationToken);
        }

        foreach (var resource in model.Resources.Where(resource => resource.HasAnnotationOfType<EndpointAnnotation>()))
        {
            await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken);
        }
    }

    private IEnumerable<Task> StartAsync(IResource resource)
    {
        var instances = InstancesOf(resource).ToArray();
        if (instances.Length == 0)
        {
            return [];
        }

        var prepared = PrepareAsync(resource, _stopping.Token);
        return instances.Select(instance => StartWhenPreparedAsync(instance, prepared));
    }

    private async Task StartWhenPreparedAsync(ManagedInstance instance, Task prepared)
    {
        try
        {
            await prepared;
            if (await instance.WaitForOthersAsync(_stopping.Token))
            {
                await instance.StartAsync(_stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogGivenUp(logger, instance.Id);
        }
        catch (Exception exception)
        {
            await instance.FailAsync(exception);
        }
    }

    // The connection string, then whoever wants to act before the start.
    private async Task PrepareAsync(IResource resource, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (resource is IResourceWithConnectionString)
        {
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), cancellationToken);
        }

        await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken);
    }

    private static ImmutableArray<RelationshipSnapshot> RelationshipsOf(IResource resource)
    {
        var declared = resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type));
        return [.. resource is IResourceWithParent child ? declared.Append(new(child.Parent.Name, KnownRelationshipTypes.Parent)) : declared];
    }

    [LoggerMessage(EventName = "StartGivenUp", Level = LogLevel.Debug, Message = "{Instance} was not started: the application stops.")]
    private static partial void LogGivenUp(ILogger logger, string instance);
}
