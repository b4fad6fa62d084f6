namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command looks and what it needs.</summary>
public class CommandOptions
{
    /// <summary>What the command does, for people.</summary>
    public string? Description { get; set; }

    /// <summary>What must be given when the command is used.</summary>
    public IReadOnlyList<InteractionInput>? Arguments { get; set; }

    /// <summary>Checks the arguments.</summary>
    public Func<InputsDialogValidationContext, Task>? ValidateArguments { get; set; }

    /// <summary>A question to be answered first.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>A Fluent UI icon.</summary>
    public string? IconName { get; set; }

    /// <summary>The icon's variant.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>Whether the command stands beside the resource rather than in its menu.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Who may see the command. Default: people and programs.</summary>
    public ResourceCommandVisibility Visibility { get; set; } = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api;

    /// <summary>Whether the command can be used, from what is known of the resource. Default: always.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}
