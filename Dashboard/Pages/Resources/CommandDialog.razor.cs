using Mesh.Dashboard.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.FluentUI.AspNetCore.Components;

namespace Mesh.Dashboard.Pages.Resources;

/// <summary>
/// Asks for a command's inputs. Stays open while they are not valid; closes with the command's outcome, a task that may still be under way:
/// what takes longer than a moment goes on without the dialog.
/// </summary>
public sealed partial class CommandDialog
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(700);

    private readonly Dictionary<string, string?> _values = [];
    private IReadOnlyDictionary<string, string> _errors = new Dictionary<string, string>();
    private string? _message;
    private bool _isRunning;

    /// <summary>What the command is run on.</summary>
    [Parameter]
    public required ResourceSnapshot Resource { get; set; }

    /// <summary>The command.</summary>
    [Parameter]
    public required ResourceCommand Command { get; set; }

    [CascadingParameter]
    private IDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private CommandRunner Runner { get; init; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        foreach (var input in Command.Inputs)
        {
            _values[input.Name] = input.Value;
        }
    }

    private void Enter(CommandInput input, string? value)
    {
        _values[input.Name] = value;
        _errors = new Dictionary<string, string>(_errors.Where(error => error.Key != input.Name));
    }

    private async Task RunAsync()
    {
        _message = null;
        _errors = Command.Inputs
            .Where(input => input.IsRequired && string.IsNullOrWhiteSpace(_values.GetValueOrDefault(input.Name)))
            .ToDictionary(input => input.Name, input => $"{input.Label} is needed.");
        if (_errors.Count > 0 || _isRunning)
        {
            return;
        }

        _isRunning = true;
        var outcome = Runner.ExecuteAsync(Resource, Command, new Dictionary<string, string?>(_values));
        await Task.WhenAny(outcome, Task.Delay(Moment));
        _isRunning = false;
        if (outcome.IsCompleted && await outcome is { Succeeded: false, IsCancelled: false } failed)
        {
            (_message, _errors) = (failed.InputErrors.Count > 0 ? null : failed.Message, failed.InputErrors);
            return;
        }

        await Dialog.CloseAsync(DialogResult.Ok<object>(outcome));
    }
}
