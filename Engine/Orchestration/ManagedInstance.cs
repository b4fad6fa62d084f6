using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>One instance of a resource and its life: started, stopped and started again, one step at a time.</summary>
internal sealed partial class ManagedInstance(
    string id, IResource resource, IInstanceLauncher launcher, EndpointAllocator endpoints, InstanceEnvironment environment, InstanceUrls urls,
    ResourceNotificationService notifications, ResourceLoggerService loggers, IDistributedApplicationEventing eventing, IServiceProvider services,
    TimeProvider time, ILogger logger)
{
    /// <summary>How long an instance may take to end after SIGTERM before it is killed: Aspire's own limit.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(6);

    private readonly SemaphoreSlim _oneStep = new(1, 1);
    private volatile IRunningInstance? _running;
    private volatile PendingStart? _pending;
    private Task _ended = Task.CompletedTask;

    public string Id => id;

    public IResource Resource => resource;

    public bool IsRunning => _running is not null;

    /// <summary>Shows the instance before its first start.</summary>
    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        var shown = await urls.OfAsync(resource, isActive: false, cancellationToken);
        await UpdateAsync(snapshot => snapshot with
        {
            ResourceType = launcher.TypeOf(resource),
            State = KnownResourceStates.NotStarted,
            Properties = [.. snapshot.Properties, .. launcher.Describe(resource)],
            Urls = shown,
            Volumes = [.. resource.Annotations.OfType<ContainerMountAnnotation>().Select(mount => new VolumeSnapshot(
                mount.Source, mount.Target, mount.Type == ContainerMountType.BindMount ? "bind" : "volume", mount.IsReadOnly))],
        });
    }

    /// <summary>Waits for what the instance depends on, or until somebody starts it all the same; false when somebody stops it instead.</summary>
    public async Task<bool> WaitForOthersAsync(CancellationToken cancellationToken)
    {
        if (!resource.HasAnnotationOfType<WaitAnnotation>())
        {
            return true;
        }

        using var pending = new PendingStart(cancellationToken);
        _pending = pending;
        try
        {
            await UpdateAsync(snapshot => snapshot with { State = KnownResourceStates.Waiting });
            await await Task.WhenAny(notifications.WaitForDependenciesAsync(resource, pending.Stopped), pending.Forced);
            return true;
        }
        catch (OperationCanceledException) when (pending.Stopped.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await UpdateAsync(snapshot => snapshot with { State = KnownResourceStates.NotStarted });
            return false;
        }
        finally
        {
            _pending = null;
            pending.Stop();
        }
    }

    /// <summary>Ends the wait for others; false when the instance does not wait.</summary>
    public bool ForcePastWait() => _pending?.Force() == true;

    /// <summary>Starts the instance; one that runs is left alone.</summary>
    public Task<ExecuteCommandResult> StartAsync(CancellationToken cancellationToken) => StepAsync(
        async () => IsRunning ? CommandResults.Success() : await LaunchAsync(cancellationToken), cancellationToken);

    /// <summary>Stops the instance, which is done when it has ended; one that has ended is left alone.</summary>
    public Task<ExecuteCommandResult> StopAsync(CancellationToken cancellationToken)
    {
        _pending?.Stop();
        return StepAsync(() => EndAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Stops the instance, if it runs, and starts it.</summary>
    public Task<ExecuteCommandResult> RestartAsync(CancellationToken cancellationToken) => StepAsync(
        async () =>
        {
            await EndAsync(cancellationToken);
            return await LaunchAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>Says that the instance could not be started.</summary>
    public async Task FailAsync(Exception exception)
    {
        var reason = exception is DistributedApplicationException or InvalidOperationException ? exception.Message : exception.ToString();
        loggers.Log(id).Write(reason, isError: true, time.GetUtcNow());
        LogFailed(logger, resource.Name, reason);
        await UpdateAsync(snapshot => snapshot with
        {
            State = new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
            StopTimeStamp = time.GetUtcNow().UtcDateTime,
            Ready = null,
            HealthReports = [],
        });
    }

    private async Task<ExecuteCommandResult> StepAsync(Func<Task<ExecuteCommandResult>> step, CancellationToken cancellationToken)
    {
        await _oneStep.WaitAsync(cancellationToken);
        try
        {
            return await step();
        }
        finally
        {
            _oneStep.Release();
        }
    }

    private async Task<ExecuteCommandResult> LaunchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _ended;
            await UpdateAsync(snapshot => snapshot with { State = KnownResourceStates.Starting, Ready = null, HealthReports = [] });
            endpoints.AssignInstancePorts(resource, id);
            var instanceLogger = loggers.GetLogger(id);
            var variables = await environment.VariablesAsync(resource, id, instanceLogger, cancellationToken);
            var arguments = await environment.ArgumentsAsync(resource, id, instanceLogger, cancellationToken);
            var shown = await urls.OfAsync(resource, isActive: true, cancellationToken);
            var running = await launcher.LaunchAsync(new(id, resource, variables, arguments), WriteOutput, cancellationToken);
            await ShowAsync(running, variables, shown);
            return CommandResults.Success();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await UpdateAsync(snapshot => snapshot with { State = KnownResourceStates.NotStarted });
            throw;
        }
        catch (Exception exception)
        {
            await FailAsync(exception);
            return CommandResults.Failure(exception.Message);
        }
    }

    // The end is watched from the first moment, but told only after the beginning.
    private async Task ShowAsync(IRunningInstance running, IReadOnlyDictionary<string, string> variables, ImmutableArray<UrlSnapshot> shown)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running = running;
        _ended = WatchEndAsync(running, told.Task);
        _ = TellEndAsync(_ended);
        try
        {
            endpoints.Connect(resource, id);
            await UpdateAsync(snapshot => snapshot with
            {
                State = new(KnownResourceStates.Running, KnownResourceStateStyles.Success),
                StartTimeStamp = running.StartTime.UtcDateTime,
                StopTimeStamp = null,
                ExitCode = null,
                Urls = shown,
                EnvironmentVariables = [.. variables.Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value, IsFromSpec: true))],
                Properties = [.. snapshot.Properties.Where(p => p.Name != InstanceProperties.RunningId), new(InstanceProperties.RunningId, running.Id)],
            });
        }
        catch
        {
            await running.StopAsync(StopGrace, CancellationToken.None);
            throw;
        }
        finally
        {
            told.SetResult();
        }
    }

    private async Task<ExecuteCommandResult> EndAsync(CancellationToken cancellationToken)
    {
        if (_running is not { } running)
        {
            await _ended;
            return CommandResults.Success();
        }

        var shown = await urls.OfAsync(resource, isActive: false, CancellationToken.None);
        await UpdateAsync(snapshot => _running == running
            ? snapshot with { State = KnownResourceStates.Stopping, Urls = shown, HealthReports = [] }
            : snapshot);
        var outcome = await running.StopAsync(StopGrace, cancellationToken);
        await _ended;
        return outcome == StopOutcome.Stopped
            ? CommandResults.Success()
            : CommandResults.Failure($"'{id}' did not end within {StopGrace.TotalSeconds} s of SIGTERM and was killed.");
    }

    private async Task WatchEndAsync(IRunningInstance running, Task told)
    {
        var exitCode = await running.Completion;
        await told;
        endpoints.Disconnect(resource, id);
        var shown = await urls.OfAsync(resource, isActive: false, CancellationToken.None);
        _running = null;
        await UpdateAsync(snapshot => snapshot with
        {
            State = new(launcher.EndedState, exitCode == 0 ? null : KnownResourceStateStyles.Error),
            ExitCode = exitCode,
            StopTimeStamp = time.GetUtcNow().UtcDateTime,
            Urls = shown,
            Ready = null,
            HealthReports = [],
        });
        await running.DisposeAsync();
    }

    // Handlers may start the instance again, so no step of its life waits for them.
    private async Task TellEndAsync(Task ended)
    {
        try
        {
            await ended;
            if (notifications.TryGetCurrentState(id, out var last))
            {
                await eventing.PublishAsync(new ResourceStoppedEvent(resource, services, last));
            }
        }
        catch (Exception exception)
        {
            LogEndHandlerFailed(logger, id, exception);
        }
    }

    private Task UpdateAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => notifications.PublishUpdateAsync(resource, id, change);

    private void WriteOutput(OutputLine line) => loggers.Log(id).Write(line.Text, line.IsError, time.GetUtcNow());

    [LoggerMessage(EventName = "InstanceFailedToStart", Level = LogLevel.Error, Message = "{Resource} failed to start: {Reason}")]
    private static partial void LogFailed(ILogger logger, string resource, string reason);

    [LoggerMessage(EventName = "EndHandlerFailed", Level = LogLevel.Error, Message = "What was to happen at the end of {Instance} has failed.")]
    private static partial void LogEndHandlerFailed(ILogger logger, string instance, Exception exception);
}
