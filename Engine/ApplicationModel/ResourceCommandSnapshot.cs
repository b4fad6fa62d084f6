namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command as people see it.</summary>
/// <param name="Name">The command's name.</param>
/// <param name="State">Whether it can be used now.</param>
/// <param name="DisplayName">The name that people see.</param>
/// <param name="DisplayDescription">What it does.</param>
/// <param name="Parameter">Not used any more.</param>
/// <param name="ConfirmationMessage">A question to be answered first.</param>
/// <param name="IconName">A Fluent UI icon.</param>
/// <param name="IconVariant">The icon's variant.</param>
/// <param name="IsHighlighted">Whether it stands beside the resource rather than in its menu.</param>
public sealed record ResourceCommandSnapshot(
    string Name, ResourceCommandState State, string DisplayName, string? DisplayDescription, object? Parameter,
    string? ConfirmationMessage, string? IconName, IconVariant? IconVariant, bool IsHighlighted)
{
    /// <summary>What must be given when the command is used.</summary>
    public IReadOnlyList<InteractionInput>? Arguments { get; init; }

    /// <summary>Who may see the command.</summary>
    public ResourceCommandVisibility Visibility { get; init; } = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api;
}
