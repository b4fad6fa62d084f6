using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.ReplicaSets;

/// <summary>
/// The last start command given to each instance. A request that gives way leaves its start behind, which may not show in the instance's state
/// yet: whoever takes over must neither overtake it with a stop nor give it again, which would restart the instance.
/// </summary>
internal sealed class StartCommands
{
    private readonly ConcurrentDictionary<IResource, Task<ExecuteCommandResult>> _last = new();

    /// <summary>The start under way; null when there is none.</summary>
    public Task<ExecuteCommandResult>? UnderWay(IResource instance) =>
        _last.TryGetValue(instance, out var start) && !start.IsCompleted ? start : null;

    /// <summary>Gives the start command, unless one is under way.</summary>
    public Task<ExecuteCommandResult> Give(IResource instance, ResourceCommandService commands) =>
        UnderWay(instance) ?? (_last[instance] = commands.ExecuteCommandAsync(instance, KnownResourceCommands.StartCommand, CancellationToken.None));
}
