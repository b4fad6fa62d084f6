using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that can be done to a resource while it runs.</summary>
[DebuggerDisplay("{Name}")]
public sealed class ResourceCommandAnnotation(
    string name,
    string displayName,
    Func<UpdateCommandStateContext, ResourceCommandState> updateState,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
    string? displayDescription,
    IReadOnlyList<InteractionInput>? arguments,
    string? confirmationMessage,
    string? iconName,
    IconVariant? iconVariant,
    bool isHighlighted,
    ResourceCommandVisibility visibility = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api,
    Func<InputsDialogValidationContext, Task>? validateArguments = null) : IResourceAnnotation
{
    /// <summary>The name, unique within the resource.</summary>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>The name that people see.</summary>
    public string DisplayName { get; } = displayName ?? throw new ArgumentNullException(nameof(displayName));

    /// <summary>Whether the command can be used, from what is known of the resource.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; } = updateState ?? throw new ArgumentNullException(nameof(updateState));

    /// <summary>What the command does.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand ?? throw new ArgumentNullException(nameof(executeCommand));

    /// <summary>What the command does, for people.</summary>
    public string? DisplayDescription { get; } = displayDescription;

    /// <summary>What must be given when the command is used.</summary>
    public IReadOnlyList<InteractionInput>? Arguments { get; } = arguments;

    /// <summary>A question to be answered first.</summary>
    public string? ConfirmationMessage { get; } = confirmationMessage;

    /// <summary>A Fluent UI icon.</summary>
    public string? IconName { get; } = iconName;

    /// <summary>The icon's variant.</summary>
    public IconVariant? IconVariant { get; } = iconVariant;

    /// <summary>Whether the command stands beside the resource rather than in its menu.</summary>
    public bool IsHighlighted { get; } = isHighlighted;

    /// <summary>Who may see the command.</summary>
    public ResourceCommandVisibility Visibility { get; } = visibility;

    /// <summary>Checks the arguments.</summary>
    public Func<InputsDialogValidationContext, Task>? ValidateArguments { get; } = validateArguments;
}
