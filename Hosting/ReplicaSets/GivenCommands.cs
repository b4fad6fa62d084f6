using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.ReplicaSets;

/// <summary>
/// The last start or stop command given to each instance. A request that gives way leaves its command behind, which may not show in the instance's
/// status yet: whoever takes over must neither take that status for the command's outcome nor give the command again, which would restart the instance.
/// </summary>
internal sealed class GivenCommands
{
    private readonly ConcurrentDictionary<IResource, GivenCommand> _last = new();

    /// <summary>Whether the instance was last given this command and <paramref name="status"/> does not show it yet.</summary>
    public bool IsUnderWay(string command, IResource instance, InstanceStatus status) =>
        _last.TryGetValue(instance, out var last) && last.Name == command && last.IsUnderWay(status);

    /// <summary>Completes when the command given last is answered; null when it is, or none was given.</summary>
    public Task? Answer(IResource instance) => _last.TryGetValue(instance, out var last) && !last.Answer.IsCompleted ? last.Answer : null;

    /// <summary>Gives a command, unless it is under way.</summary>
    public Task<ExecuteCommandResult> Give(string command, IResource instance, InstanceStatus status, ResourceCommandService commands)
    {
        if (!IsUnderWay(command, instance, status))
        {
            _last[instance] = new(command, status, commands.ExecuteCommandAsync(instance, command, CancellationToken.None));
        }

        return _last[instance].Answer;
    }

    /// <param name="Name">The command's name.</param>
    /// <param name="Before">How the instance was when it was given.</param>
    /// <param name="Answer">What came of it.</param>
    private sealed record GivenCommand(string Name, InstanceStatus Before, Task<ExecuteCommandResult> Answer)
    {
        // Notifications travel by themselves, so a status may be older than the answer.
        public bool IsUnderWay(InstanceStatus status) => !Answer.IsCompleted || (Answer is { IsCompletedSuccessfully: true, Result.Success: true } && status == Before);
    }
}
