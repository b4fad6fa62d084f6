using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>The commands that every process and container has.</summary>
internal static class LifecycleCommands
{
    private static readonly string[] Startable = [KnownResourceStates.NotStarted, KnownResourceStates.Waiting, .. KnownResourceStates.TerminalStates];

    public static void AddLifecycleCommands(this IResource resource, Orchestrator orchestrator)
    {
        Add(KnownResourceCommands.StartCommand, "Start", "Starts the resource.", "Play", orchestrator.StartInstanceAsync, Startable.Contains);
        Add(KnownResourceCommands.StopCommand, "Stop", "Stops the resource.", "Stop", orchestrator.StopInstanceAsync, state => state == KnownResourceStates.Running);
        Add(KnownResourceCommands.RestartCommand, "Restart", "Stops the resource and starts it again.", "ArrowCounterclockwise", orchestrator.RestartInstanceAsync, state => state == KnownResourceStates.Running);

        void Add(
            string name, string displayName, string description, string icon,
            Func<string, CancellationToken, Task<ExecuteCommandResult>> execute, Func<string?, bool> isEnabled) =>
            resource.Annotations.Add(new ResourceCommandAnnotation(
                name, displayName, context => StateIn(name, context.ResourceSnapshot.State?.Text, isEnabled),
                context => execute(context.ResourceName, context.CancellationToken),
                description, arguments: null, confirmationMessage: null, icon, IconVariant.Filled, isHighlighted: name != KnownResourceCommands.RestartCommand));
    }

    // One of start and stop is shown; the other would only stand in its place.
    private static ResourceCommandState StateIn(string name, string? state, Func<string?, bool> isEnabled) =>
        isEnabled(state) ? ResourceCommandState.Enabled :
        name == KnownResourceCommands.RestartCommand ? ResourceCommandState.Disabled : ResourceCommandState.Hidden;
}
