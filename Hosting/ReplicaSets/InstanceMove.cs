using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.Feed;

namespace Mesh.Hosting.ReplicaSets;

/// <summary>Brings one instance up or down. Each direction ends with null, or with what went wrong.</summary>
/// <param name="instance">The instance.</param>
/// <param name="commands">Carries out start and stop.</param>
/// <param name="given">The commands given so far.</param>
/// <param name="resources">Tells how the instance is.</param>
/// <param name="late">Cancelled when it has had time enough.</param>
internal sealed class InstanceMove(
    ProjectResource instance, ResourceCommandService commands, GivenCommands given, Board<ResourceEvent> resources, CancellationToken late)
{
    /// <summary>Starts the instance unless it is up, and waits until it is healthy.</summary>
    public async Task<string?> UpAsync(CancellationToken cancellationToken)
    {
        var status = await UntilAsync(status => !status.IsStopping && !IsUnderWay(KnownResourceCommands.StopCommand, status), cancellationToken);
        if (status.IsDown)
        {
            if (await AnswerAsync(KnownResourceCommands.StartCommand, status, cancellationToken) is { Success: false } start)
            {
                return $"{instance.Name} did not start: {start.Message}";
            }

            await UntilAsync(status => !IsUnderWay(KnownResourceCommands.StartCommand, status), cancellationToken);
        }

        status = await UntilAsync(status => status.IsHealthy || status.HasEnded, cancellationToken);
        return status.IsHealthy ? null : status.ToString();
    }

    /// <summary>Stops the instance unless it is down, and waits until it is.</summary>
    public async Task<string?> DownAsync(CancellationToken cancellationToken)
    {
        var status = await UntilAsync(status => !status.IsDown || !IsUnderWay(KnownResourceCommands.StartCommand, status), cancellationToken);
        if (!status.IsDown && !status.IsStopping
            && await AnswerAsync(KnownResourceCommands.StopCommand, status, cancellationToken) is { Success: false } stop && !Status().IsDown)
        {
            return $"{instance.Name} did not stop: {stop.Message}";
        }

        status = await UntilAsync(status => status.IsDown, cancellationToken);
        return status.IsDown ? null : status.ToString();
    }

    private bool IsUnderWay(string command, InstanceStatus status) => given.IsUnderWay(command, instance, status);

    // The command itself is not cancelled half-way: whoever takes over sees in the instance's state what became of it. Null when it takes too long.
    private async Task<ExecuteCommandResult?> AnswerAsync(string command, InstanceStatus status, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late, cancellationToken);
        try
        {
            return await given.Give(command, instance, status, commands).WaitAsync(ending.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private InstanceStatus Status() => InstanceStatus.Read(instance, resources);

    private async Task<InstanceStatus> UntilAsync(Predicate<InstanceStatus> condition, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late, cancellationToken);
        var ended = Task.Delay(Timeout.Infinite, ending.Token);
        while (true)
        {
            var change = resources.NextChange;
            var status = Status();
            if (condition(status) || late.IsCancellationRequested)
            {
                return status;
            }

            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAny(change, ended, given.Answer(instance) ?? ended);
        }
    }
}
