using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Executes the commands of resources.</summary>
public partial class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services) =>
        (_notifications, _loggers, _services) = (notifications, loggers, services);

    /// <summary>Executes a command without arguments on one instance.</summary>
    /// <param name="resourceId">The instance's id, or its resource's name where that has one instance.</param>
    /// <param name="commandName">The command's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resourceId, commandName, null!, cancellationToken);

    /// <summary>Executes a command on one instance.</summary>
    /// <param name="resourceId">The instance's id, or its resource's name where that has one instance.</param>
    /// <param name="commandName">The command's name.</param>
    /// <param name="arguments">The command's arguments.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default) =>
        _notifications.TryGetCurrentState(resourceId, out var state)
            ? ExecuteAsync(state.Resource, state.ResourceId, commandName, arguments, cancellationToken)
            : Task.FromResult(CommandResults.Failure($"Resource '{resourceId}' was not found."));

    /// <summary>Executes a command without arguments on every instance of a resource.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resource, commandName, null!, cancellationToken);

    /// <summary>Executes a command on every instance of a resource, all at once.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default)
    {
        var results = await Task.WhenAll(
            InstanceIdsAnnotation.IdsOf(resource).Select(id => ExecuteAsync(resource, id, commandName, arguments, cancellationToken)));
        var failures = results.Where(result => !result.Success).ToArray();
        return failures.Length switch
        {
            0 => results[0],
            1 => failures[0],
            _ => CommandResults.Failure(string.Join(Environment.NewLine, failures.Select(failure => failure.Message))),
        };
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(
        IResource resource, string instanceId, string commandName, InteractionInputCollection? given, CancellationToken cancellationToken)
    {
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>().LastOrDefault(c => c.Name == commandName);
        if (command is null)
        {
            var known = string.Join(", ", resource.Annotations.OfType<ResourceCommandAnnotation>().Select(c => c.Name).DefaultIfEmpty("none"));
            return CommandResults.Failure($"Resource '{instanceId}' has no command '{commandName}'; it has: {known}.");
        }

        var logger = _loggers.GetLogger(instanceId);
        try
        {
            var (arguments, errors) = await CommandArguments.BindAsync(command, given, _services, cancellationToken);
            if (errors.Count > 0)
            {
                return CommandResults.Failure(string.Join(Environment.NewLine, errors.Select(error => error.Message)));
            }

            LogExecuting(logger, commandName);
            return await command.ExecuteCommand(new()
            {
                Services = _services,
                ResourceName = instanceId,
                Arguments = arguments,
                CancellationToken = cancellationToken,
                Logger = logger,
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (Exception exception)
        {
            LogFailed(logger, commandName, exception);
            return CommandResults.Failure($"Command '{commandName}' of '{instanceId}' failed: {exception.Message}");
        }
    }

    [LoggerMessage(EventName = "CommandExecuting", Level = LogLevel.Information, Message = "Executing command '{Command}'.")]
    private static partial void LogExecuting(ILogger logger, string command);

    [LoggerMessage(EventName = "CommandFailed", Level = LogLevel.Error, Message = "Command '{Command}' failed.")]
    private static partial void LogFailed(ILogger logger, string command, Exception exception);
}
