namespace Mesh.Dashboard.Resources;

/// <summary>Something that can be done to a resource.</summary>
/// <param name="Name">The command's name: <c>scale</c>.</param>
/// <param name="DisplayName">What people see: <c>Scale</c>.</param>
/// <param name="IsEnabled">Whether it can be used now.</param>
public sealed record ResourceCommand(string Name, string DisplayName, bool IsEnabled)
{
    /// <summary>What it does.</summary>
    public string? Description { get; init; }

    /// <summary>A Fluent UI icon: <c>Play</c>.</summary>
    public string? Icon { get; init; }

    /// <summary>A question to be answered first.</summary>
    public string? Confirmation { get; init; }

    /// <summary>Whether it stands beside the resource rather than in its menu.</summary>
    public bool IsHighlighted { get; init; }

    /// <summary>What must be entered.</summary>
    public IReadOnlyList<CommandInput> Inputs { get; init; } = [];
}
