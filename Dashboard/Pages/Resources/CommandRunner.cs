using Mesh.Dashboard.Resources;
using Microsoft.FluentUI.AspNetCore.Components;

namespace Mesh.Dashboard.Pages.Resources;

/// <summary>Runs commands for one browser: asks what has to be asked, and tells how it went.</summary>
internal sealed class CommandRunner(IResourceSource source, IDialogService dialogs, INotificationService notifications)
{
    private readonly HashSet<(string Resource, string Command)> _running = [];

    /// <summary>Whether the command is under way.</summary>
    public bool IsRunning(string resourceId, string command) => _running.Contains((resourceId, command));

    /// <summary>Runs a command: at once, or after its inputs or its question were answered.</summary>
    public async Task RunAsync(ResourceSnapshot resource, ResourceCommand command)
    {
        if (command.Inputs.Count == 0 && command.Confirmation is null)
        {
            Tell(resource, command, await ExecuteAsync(resource, command, new Dictionary<string, string?>()));
            return;
        }

        var answer = await dialogs.ShowDialogAsync<CommandDialog>(options =>
        {
            options.Parameters[nameof(CommandDialog.Resource)] = resource;
            options.Parameters[nameof(CommandDialog.Command)] = command;
            options.Width = "min(440px, calc(100vw - 24px))";
        });
        if (answer is { Cancelled: false, Value: Task<CommandOutcome> outcome })
        {
            Tell(resource, command, await outcome);
        }
    }

    /// <summary>Runs a command with what was entered.</summary>
    public async Task<CommandOutcome> ExecuteAsync(ResourceSnapshot resource, ResourceCommand command, IReadOnlyDictionary<string, string?> inputs)
    {
        _running.Add((resource.Id, command.Name));
        try
        {
            return await source.ExecuteAsync(resource.Id, command.Name, inputs, CancellationToken.None);
        }
        finally
        {
            _running.Remove((resource.Id, command.Name));
        }
    }

    // Nobody waits for a message to be closed.
    private void Tell(ResourceSnapshot resource, ResourceCommand command, CommandOutcome outcome)
    {
        var title = $"{command.DisplayName} {resource.DisplayName}";
        _ = outcome switch
        {
            { Succeeded: true } => notifications.ShowSuccessToastAsync(title, outcome.Message ?? "Done."),
            { IsCancelled: true } => notifications.ShowWarningToastAsync(title, outcome.Message ?? "Cancelled."),
            _ => notifications.ShowErrorToastAsync(title, ReasonOf(outcome)),
        };
    }

    private static string ReasonOf(CommandOutcome outcome) =>
        string.Join(' ', outcome.InputErrors.Values.Prepend(outcome.Message).OfType<string>().Distinct()) is { Length: > 0 } reason
            ? reason
            : "It failed; the console says why.";
}
